/** Pictures: made, changed, looked at. Sources: ImageMagick, exiftool, Inkscape, and the other programs' manuals and --help. */
import type { Table } from "../spec.ts";

/** Programs that read pictures, and write where an option says. */
const PICTURES = {
  style: "single",
  flags: `-verbose -quiet -strip -auto-orient -trim -flip -flop -negate -normalize -append +append -flatten
    -coalesce +repage -repage -adjoin +adjoin -monitor -ping -n -f -v -q --force --skip-if-larger -s
    -u -a --selection --fullscreen -lossless -mt -progressive -optimize -copy -b --background -P -D`,
  values: `-resize -thumbnail -crop -extent -geometry -gravity -quality -density -depth -colors -colorspace
    -format -background -fill -stroke -font -pointsize -draw -annotate -rotate -scale -sample -size -type
    -alpha -channel -compose -composite -blur -gaussian-blur -sharpen -border -bordercolor -delay -loop
    -dispose -tile -label -define -set -interlace -limit -metric -fuzz -opaque -transparent -threshold
    -level -gamma -modulate -page -distort -virtual-pixel -compress -sampling-factor --max --size --width -w
    --height -h --export-type --export-dpi --export-area-drawing -l --psm --oem -c --level --speed -d -t -z
    --delay --count -remote --actions,--batch-commands --batch-interpreter`,
  options: {
    "-path": "write-directory",
    "-o,--out,--output,--export-filename,-out,-outfile": "write",
    "-write": "write",
    "-profile": "read",
    "-e,--exec": "shell",
    "--python": "script:python",
    "--python-expr": "code:python",
    "-i,--input": "read",
  },
  operands: ["read..."],
  responseFiles: true,
  reader: "own-addresses",
} as const;

/** The last file is written. */
const LAST_WRITTEN = { ...PICTURES, operands: ["read...", "write"] } as const;

/** Files are changed where they are. */
const IN_PLACE = { ...PICTURES, operands: ["edit..."] } as const;

/** What jhead does besides showing what it finds. */
const CHANGES_HEADER = "-autorot -purejpg -de -dc -dt -du -dx -mkexif -norot -ft -dsft -zt";

export const images = {
  "magick,gm": {
    ...LAST_WRITTEN,
    subcommands: {
      "identify,display,animate": PICTURES,
      mogrify: IN_PLACE,
      "convert,composite,montage,compare,import,conjure": LAST_WRITTEN,
    },
  },
  "convert,composite,montage,compare,import,conjure,vips,vipsthumbnail,pngcrush,zopflipng,guetzli,svgcleaner,tesseract,ocrmypdf,avifenc,heif-convert,cjxl,djxl,darktable-cli,scrot,maim,grim,gnome-screenshot,spectacle,flameshot,wf-recorder,byzanz-record":
    LAST_WRITTEN,
  "mogrify,optipng,oxipng,jpegoptim,pngquant,exiftran": IN_PLACE,
  jhead: { ...PICTURES, flags: CHANGES_HEADER, inPlace: CHANGES_HEADER },
  exiv2: {
    ...PICTURES,
    subcommands: { "rm,in,mo,mv,ad,fi,delete,insert,modify,rename,adjust,fixiso,fixcom": IN_PLACE },
  },
  "identify,display,animate,cwebp,dwebp,gif2webp,img2webp,jpegtran,cjpeg,djpeg,mozjpeg,potrace,autotrace,inkscape,rsvg-convert,icotool,wrestool,png2icns,pngtopnm,pnmtopng,ppmtojpeg,netpbm,zbarimg,qrencode,steghide,stegseek,zsteg,outguess,blender,povray,krita,rawtherapee-cli,dcraw,slurp,imgcat,viu,chafa,catimg,jp2a,sxiv,nsxiv,eog,gwenview,xv,atobm,bmtoa,xpad,simplescreenrecorder,obs,peek,asciiquarium":
    PICTURES,
  gifsicle: { ...PICTURES, inPlace: "-b" },
  "gimp,gimp-console": {
    flags: `-i,--no-interface -d,--no-data -f,--no-fonts -n,--new-instance -s,--no-splash -a,--as-new
      -c,--console-messages --quit --verbose`,
    values: "--batch-interpreter --session --pdb-compat-mode --stack-trace-mode",
    options: { "-b,--batch": "code:other", "-g,--gimprc": "config", "--system-gimprc": "config" },
    operands: ["read..."],
  },
  exiftool: {
    style: "single",
    flags: `-a -b -D -e -ee -E -f -F -fast -g -G -h -H -htmlDump -j,-json -k -l -L -m -n -overwrite_original
      -overwrite_original_in_place -P -php -plot -preserve -progress -q -r -recurse -s -S -sort -t -T -u
      -U -v -X -xmlFormat -z -zip -delete_original -restore_original -list -listw -listf -ver -all=`,
    values: `-c -charset -d -x -lang -echo -efile -ext -fixBase -ignore -i -password -sep -userParam -wm
      -globalTimeShift -geotag -geosync -execute -stay_open`,
    options: {
      "-w,-textOut,-W,-tagOut": "write",
      "-o,-out": "write",
      "-filename,-FileName,-Directory,-TestName": "write",
      "-@": "config",
      "-if": "code:perl",
      "-config": "library",
      "-csv,-tagsfromfile,-TagsFromFile": "read",
      "-p": "read",
      "-use": "library",
    },
    operands: ["read..."],
    responseFiles: true,
  },
} satisfies Table;
