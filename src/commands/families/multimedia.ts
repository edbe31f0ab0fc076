/** Sound, pictures, film and the screen. Sources: ffmpeg(1), ImageMagick, exiftool, and the other programs' --help. */
import type { Table } from "../spec.ts";

export const multimedia = {
  "ffmpeg,avconv": {
    style: "single",
    flags: `-y -n -hide_banner -nostdin -stats -nostats -re -an -vn -sn -dn -shortest -accurate_seek -copyts
      -report -benchmark -ignore_unknown -autorotate`,
    values: `-f -c -codec -vcodec -acodec -scodec -c:v -c:a -c:s -codec:v -codec:a -t -to -ss -sseof -itsoffset
      -map -map_metadata -map_chapters -metadata -b -b:v -b:a -r -s -aspect -vf -af -filter_complex,-lavfi
      -filter:v -filter:a -preset -crf -qp -pix_fmt -ar -ac -ab -vol -loglevel,-v -threads -movflags
      -profile:v -level -g -bf -q:v -q:a -qscale:v -frames:v,-vframes -fs -target -pass -tune -maxrate
      -bufsize -x264-params -x265-params -hwaccel -hwaccel_device -stream_loop -loop -framerate
      -video_size -sample_fmt -bsf:v -tag:v -vsync -fps_mode -async -disposition -protocol_whitelist -safe
      -fflags -max_muxing_queue_size -start_number -vtag -channel_layout -init_hw_device -hls_time
      -hls_list_size`,
    options: {
      "-i": "url",
      "-passlogfile,-vstats_file,-hls_segment_filename": "write",
      "-filter_script,-filter_complex_script": "read",
      "-attach,-dump_attachment": "read",
      "-progress": "url",
      "-sdp_file": "write",
      "-headers,-user_agent,-cookies": "text",
    },
    operands: ["write..."],
    reader: "own-addresses",
  },
  "ffprobe,ffplay,mediainfo,vlc,cvlc,mpg123,aplay,paplay,totem,audacious,soxi,kodi,mpc,playerctl,transmission-cli,transmission-remote,deluge,qbittorrent-nox,spotify":
    {
      style: "single",
      flags: `-hide_banner -show_format -show_streams -show_frames -show_packets -nodisp -autoexit -an -vn -fs
        -pretty -q -quiet -really-quiet --no-video --loop --shuffle -s -m -x --no-audio -d`,
      values: `-v,-loglevel -print_format,-of -select_streams -show_entries -ss -t -vf -af -f -D -c -r -ao -vo
        --volume --output --Output -g -p -a -l -k`,
      options: {
        "-i": "url",
        "-qtX": "read",
        "--script,--script-opts,--scripts": "script:lua",
        "--input-ipc-server": "create",
        "--config-dir,--include": "config",
        "--input-file": "read",
        "-w": "write",
        "-o": "setting",
        "--stream-record,--screenshot-directory": "write",
      },
      operands: ["url..."],
      interactive: true,
      reader: "own-addresses",
    },
  "sox,play,rec,lame,flac,oggenc,opusenc,opusdec,faac,faad,mkvmerge,mkvextract,mkvinfo,mp4box,MP4Box,HandBrakeCLI,x264,x265,vpxenc,aomenc,rav1e,SvtAv1EncApp,mencoder,melt,gst-launch-1.0,gst-inspect-1.0,cdparanoia,abcde,sndfile-convert,timidity,fluidsynth,csound,lilypond,rubberband,whisper,demucs,id3v2,eyeD3,metaflac,vorbiscomment,normalize,mp3gain":
    {
      flags: "-n -q -S -V -v -f -s -e -m -r -x --best --fast --verbose --quiet -h -R -a",
      values: "-c -b -t --rate -C -p --preset -Z -A -T -y -g --model --language --crf --bitrate",
      options: { "-o,--output,-out,--output_dir": "write", "-i,--input": "read" },
      operands: ["read...", "write"],
    },
  "convert,magick,mogrify,composite,montage,identify,compare,import,display,animate,conjure,gm,vips,vipsthumbnail,cwebp,dwebp,gif2webp,img2webp,pngcrush,optipng,pngquant,oxipng,zopflipng,jpegoptim,jpegtran,cjpeg,djpeg,mozjpeg,guetzli,gifsicle,potrace,autotrace,inkscape,rsvg-convert,svgcleaner,icotool,wrestool,png2icns,pngtopnm,pnmtopng,ppmtojpeg,netpbm,tesseract,ocrmypdf,zbarimg,qrencode,exiv2,jhead,exiftran,steghide,stegseek,zsteg,outguess,avifenc,heif-convert,cjxl,djxl,blender,povray,krita,darktable-cli,rawtherapee-cli,dcraw,scrot,maim,grim,slurp,flameshot,gnome-screenshot,spectacle,imgcat,viu,chafa,catimg,jp2a,sxiv,nsxiv,eog,gwenview,xv,atobm,bmtoa,xpad,simplescreenrecorder,obs,wf-recorder,byzanz-record,peek,asciiquarium":
    {
      style: "single",
      flags: `-verbose -quiet -strip -auto-orient -trim -flip -flop -negate -normalize -append +append -flatten
        -coalesce +repage -repage -adjoin +adjoin -monitor -ping -n -f -v -q --force --skip-if-larger -s
        -u -a --selection --fullscreen -lossless -mt -progressive -optimize -copy -b --background -P -D`,
      values: `-resize -thumbnail -crop -extent -geometry -gravity -quality -density -depth -colors -colorspace
        -format -background -fill -stroke -font -pointsize -draw -annotate -rotate -scale -sample -size
        -type -alpha -channel -compose -composite -blur -gaussian-blur -sharpen -border -bordercolor
        -delay -loop -dispose -tile -label -define -set -interlace -limit -metric -fuzz -opaque
        -transparent -threshold -level -gamma -modulate -page -distort -virtual-pixel -compress
        -sampling-factor --max --size --width -w --height -h --export-type --export-dpi
        --export-area-drawing -l --psm --oem -c --level --speed -d -t -z --delay --count`,
      options: {
        "-path": "write-directory",
        "-o,--out,--output,--export-filename,-out": "write",
        "-write": "write",
        "-profile": "read",
        "-remote": "text",
        "-e,--exec": "shell",
        "--actions,--batch-commands": "text",
        "--python": "script:python",
        "--python-expr": "code:python",
        "--batch-interpreter": "text",
        "-i,--input": "read",
      },
      operands: ["read...", "write"],
      responseFiles: true,
      reader: "own-addresses",
    },
  "gimp,gimp-console": {
    flags: `-i,--no-interface -d,--no-data -f,--no-fonts -n,--new-instance -s,--no-splash -a,--as-new
      -c,--console-messages --quit --verbose`,
    values: "--batch-interpreter --session --pdb-compat-mode --stack-trace-mode",
    options: { "-b,--batch": "code:python", "-g,--gimprc": "config", "--system-gimprc": "config" },
    operands: ["read..."],
  },
  exiftool: {
    style: "single",
    flags: `-a -b -D -e -ee -E -f -F -fast -g -G -h -H -htmlDump -j,-json -k -l -L -m -n -overwrite_original
      -overwrite_original_in_place -P -php -plot -preserve -progress -q -r -recurse -s -S -sort -t -T -u
      -U -v -X -xmlFormat -z -zip -delete_original -restore_original -list -listw -listf -ver -all=`,
    values: `-c -charset -d -x -lang -echo -efile -ext -fixBase -ignore -i -password -sep -userParam -wm
      -globalTimeShift -geotag -geosync`,
    options: {
      "-w,-textOut,-W,-tagOut": "write",
      "-o,-out": "write",
      "-filename,-FileName,-Directory,-TestName": "write",
      "-@": "config",
      "-if": "code:perl",
      "-config": "library",
      "-csv,-tagsfromfile,-TagsFromFile": "read",
      "-p": "read",
      "-execute": "text",
      "-stay_open": "text",
      "-use": "library",
    },
    operands: ["read..."],
    responseFiles: true,
  },
  "xinit,startx": { style: "none", operands: ["command"], input: "ignored" },
  "awesome-client": { operands: ["code:lua"], input: "code:lua" },
  "xmodmap,xrdb,xset,xsetroot,xinput,xkbcomp,setxkbmap,xrandr,xhost,xauth,xprop,xwininfo,xdpyinfo,xev,xkill,xlsclients,wmctrl,xwd,xwud,xmore,Xorg,Xvfb,xvfb,Xephyr,Xwayland,weston,xautomation,xte,wlr-randr,gnome-session,gnome-shell,startplasma,vncserver,x11vnc,xpra,tigervncserver,ydotoold,barrier,synergy":
    {
      style: "single",
      flags: `-merge -query -load -remove -nocpp -grammar -quiet -verbose -pm -pke -root -tree -all -q -f -l + -
        -v -r -i -n -b`,
      values: `-display -geometry -screen -name -output -mode --output --mode --rate -layout -variant -option
        --name -s`,
      options: {
        "-cpp": "program",
        "-edit": "edit",
        "-e,--exec": "shell",
        "-o,-out,-file": "write",
        "-c,--config": "config",
        "-passwd,-rfbauth,-auth": "read",
        "-rfbport": "listen",
        "-config": "config",
      },
      operands: ["read..."],
    },
  "mpv,mplayer,mplayer2,celluloid,smplayer": {
    style: "single",
    flags:
      "-quiet -really-quiet -fs --fs --no-video --no-audio -novideo -nosound --pause --idle --loop -shuffle --shuffle --terminal --no-terminal --no-config",
    values:
      "-ao -vo -af -vf --vf --af -ss -endpos --start --end --length --volume -volume -speed --speed --title --profile --geometry --ytdl-format -sub --sub-file --aid --sid",
    options: {
      "--script,--scripts": "library",
      "--input-commands": "code:other",
      "--input-conf,--include": "script:other",
      "--config-dir": "config",
      "--input-file,-input": "text",
      "--input-ipc-server": "create",
      "--ytdl-raw-options,--ytdl-raw-options-append": "setting",
      "--script-opts": "setting",
      "--stream-record,--stream-dump,--o,-dumpfile,--screenshot-directory,--log-file": "write",
      "--playlist,-playlist": "read",
    },
    settings: {
      exec: "shell",
      "netrc-cmd": "shell",
      "ytdl_hook-ytdl_path": "program",
      "config-location": "config",
    },
    reader: "own-addresses",
    operands: ["url..."],
    interactive: true,
  },
  "cmus,cmus-remote,mocp,ncmpcpp,ncmpc": {
    flags:
      "-Q -p -u -U -s -n -r -S -P -f -x -l -c -q -G -i --server --play --pause --next --stop --info --clear --append",
    values: "-v --volume --seek -k -T -t -j -b",
    options: {
      "-C,--raw": "code:other",
      "-O,--set-option": "setting",
      "--config": "config",
      "--on-song-change,--on-stop": "shell",
      "-M,--moc-dir": "config",
      "--listen": "listen",
    },
    settings: { onsongchange: "shell", onstop: "shell" },
    operands: ["text..."],
    interactive: true,
  },
  "espeak,espeak-ng,festival,flite,pico2wave": {
    flags: "-b -m -q -x -X -z --stdin --stdout --ipa --pho --voices --tts --pipe --server",
    values: "-a -g -k -l -p -s -v -voice --voice --lang --punct --sep",
    options: { "-f": "read", "-w,-o": "write", "--path,--phonout": "write", "-t,--batch": "text" },
    operands: ["text..."],
    output: "inputs",
  },
} satisfies Table;
