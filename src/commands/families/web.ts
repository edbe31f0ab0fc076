/** Web browsers and downloaders of media. Sources: each program's `--help`. */
import type { Table } from "../spec.ts";

export const web = {
  "lynx,links,links2,elinks,w3m,browsh,html2text,chromium,chromium-browser,google-chrome,google-chrome-stable,firefox,brave,brave-browser,microsoft-edge,opera,surf,netsurf,epiphany,falkon,midori,qutebrowser,monolith,shot-scraper,cutycapt":
    {
      flags: `-dump -source -nolist --headless --disable-gpu --no-sandbox --incognito --private-window
        --dump-dom -new-window -new-tab --new-window --version -accept_all_cookies -stdin -T --quiet -q`,
      optional: { "--screenshot,--print-to-pdf": "write" },
      options: {
        "-cfg": "config",
        "-o,--output": "write",
        "--user-data-dir,--profile,-P": "read",
        "--remote-debugging-port": "listen",
        "--renderer-cmd-prefix,--gpu-launcher,--utility-cmd-prefix,--browser-subprocess-path": "program",
        "--proxy-server": "url",
        "--load-extension": "library",
        "--ppapi-plugin-launcher": "program",
        "-cmd_script": "read",
        "-start-debugger-server,--start-debugger-server": "listen",
      },
      // Firefox lets whoever connects there do all that the person could; Chrome's way in is for this machine alone.
      effectWith: { "--start-debugger-server": "expose" },
      operands: ["url..."],
      output: "network",
      network: true,
      style: "single",
    },
  "wkhtmltopdf,wkhtmltoimage,weasyprint": {
    flags: `-q,--quiet -l,--lowquality -g,--grayscale --enable-local-file-access --disable-local-file-access --no-images
      --disable-javascript --disable-smart-shrinking --print-media-type --no-background --presentational-hints -i,--info`,
    values: `-s,--page-size -O,--orientation -T,--margin-top -B,--margin-bottom -L,--margin-left -R,--margin-right --dpi --zoom
      --javascript-delay --title --encoding --width --height --quality -f,--format -u,--base-url --header-center
      --header-left --header-right --footer-center --footer-left --footer-right --username --password -m --media-type`,
    options: {
      "--user-style-sheet,--stylesheet,--xsl-style-sheet,--allow,-a,--attachment": "read",
      "--cookie-jar,--dump-outline": "write",
      "-c,--cache-dir,--cache-folder": "write-directory",
      "--run-script": "script:javascript",
      "-p,--proxy": "url",
      "--post-file": "text",
      "--header-html,--footer-html,--cover": "url",
    },
    operands: ["url...", "write"],
    output: "network",
    network: true,
  },
  "youtube-dl,yt-dlp,gallery-dl,you-get,streamlink,spotdl,ytdl": {
    flags: `-i -U -F,--list-formats -x,--extract-audio -k -v -q,--quiet -j,--dump-json -s,--simulate -g
      --write-sub --write-auto-sub --write-info-json --yes-playlist --no-playlist -c -w -J -n
      --restrict-filenames --embed-thumbnail --add-metadata --no-mtime -4 -6`,
    values: `-f,--format --audio-format --audio-quality -r -R --sub-lang --playlist-items
      --merge-output-format --recode-video -S --max-filesize --match-filter --user-agent --referer
      -u --socket-timeout --cookies-from-browser`,
    options: {
      "--add-header,--add-headers": "upload-text",
      "-o,--output": "write",
      "-P,--paths": "write-directory",
      "-a,--batch-file": "config",
      "--config-location,--config-locations": "config",
      "--cookies": "read",
      "--exec,--exec-before-download,--player": "shell",
      "--downloader,--external-downloader": "program",
      "--ffmpeg-location": "program",
      "--proxy": "url",
      "-p,--password": "credential",
      "--netrc-cmd": "shell",
      "--plugin-dirs": "library",
      "--load-info-json": "read",
      "--download-archive": "write",
    },
    operands: ["url..."],
    network: true,
  },
} satisfies Table;
