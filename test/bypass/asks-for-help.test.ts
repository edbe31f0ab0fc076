/** What only looks like asking for help, or like a trial: words behind `--`, values of options, words behind operands. */
import { passing, stopped } from "./stopped.ts";

stopped("no help is asked for", [
  "rm -rf -- ~ --help",
  "rm -rf ~ -- --version",
  // BSD's rm reads no options behind an operand, and no more does GNU's where POSIXLY_CORRECT is set.
  "rm -rf ~ --help",
  "POSIXLY_CORRECT=1 rm -rf ~ --help",
  "cp -t /etc/cron.d x -- --version",
  "sed -i -e --help /etc/passwd",
  "tee -- ~/.bashrc --help <<< x",
  "wipefs -a -- /dev/sda --help",
  "mkfs.ext4 /dev/sda1 --help",
  "git push --force -o --help",
  "sudo -i -- --version",
]);

passing("help is asked for", [
  "rm --help",
  "rm -rf --help",
  "mkfs.ext4 --version",
  "sudo --version",
  "kubectl delete namespace prod --help",
  "terraform destroy --help",
  "rsync -a --delete build/ host.example:/srv/app/ --dry-run",
]);
