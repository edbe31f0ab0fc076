/** Sound, film and the screen. Sources: ffmpeg(1), sox(1), mpv(1), and the other programs' --help. */
import type { Table } from "../spec.ts";

/** Files of sound and film, read. */
const SOUND = {
  flags: "-n -q -S -V -v -f -s -e -m -r -x --best --fast --verbose --quiet -h -R -a",
  values: "-c -b -t --rate -C -p --preset -Z -A -T -y -g --model --language --crf --bitrate",
  options: { "-o,--output,-out,--output_dir": "write", "-i,--input": "read" },
  operands: ["read..."],
} as const;

export const multimedia = {
  "ffmpeg,avconv": {
    style: "single",
    flags: `-y -n -hide_banner -nostdin -stats -nostats -re -an -vn -sn -dn -shortest -accurate_seek -copyts
      -report -benchmark -ignore_unknown -autorotate`,
    values: `-f -c -codec -vcodec -acodec -scodec -c:v -c:a -c:s -codec:v -codec:a -t -to -ss -sseof
      -itsoffset -map -map_metadata -map_chapters -metadata -b -b:v -b:a -r -s -aspect -vf -af
      -filter_complex,-lavfi -filter:v -filter:a -preset -crf -qp -pix_fmt -ar -ac -ab -vol -loglevel,-v
      -threads -movflags -profile:v -level -g -bf -q:v -q:a -qscale:v -frames:v,-vframes -fs -target -pass
      -tune -maxrate -bufsize -x264-params -x265-params -hwaccel -hwaccel_device -stream_loop -loop
      -framerate -video_size -sample_fmt -bsf:v -tag:v -vsync -fps_mode -async -disposition
      -protocol_whitelist -safe -fflags -max_muxing_queue_size -start_number -vtag -channel_layout
      -init_hw_device -hls_time -hls_list_size -headers,-user_agent,-cookies`,
    options: {
      "-i": "url",
      "-passlogfile,-vstats_file,-hls_segment_filename": "write",
      "-filter_script,-filter_complex_script": "read",
      "-attach,-dump_attachment": "read",
      "-progress": "url",
      "-sdp_file": "write",
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
  // The last file is written.
  "sox,rec,lame,opusenc,opusdec,faac,faad,sndfile-convert,rubberband,cdparanoia": {
    ...SOUND,
    operands: ["read...", "write"],
  },
  // What they make comes out of the loudspeaker, under a name that an option gives, or beside what is read.
  "play,flac,oggenc,mkvmerge,mkvextract,mkvinfo,HandBrakeCLI,x264,x265,vpxenc,aomenc,rav1e,SvtAv1EncApp,mencoder,melt,gst-launch-1.0,gst-inspect-1.0,abcde,timidity,fluidsynth,csound,lilypond,whisper,demucs":
    SOUND,
  // Labels, loudness and tracks are changed in the file itself.
  "id3v2,metaflac,mp3gain,normalize,mp4box,MP4Box": {
    ...SOUND,
    flags: `${SOUND.flags} -l,--list --list-rfc822 -info --show-md5sum --list-tags`,
    operands: ["edit..."],
    harmless: "--list -R --list-rfc822 -info --show-md5sum --list-tags -s",
  },
  eyeD3: {
    flags: "--remove-all --remove-v1 --remove-v2 --rename --verbose -v --no-color",
    values: "-a -A -b -t -n -N -d -G -Y -c --add-image --encoding",
    inPlace: "-a -A -b -t -n -N -d -G -Y -c --add-image --remove-all --remove-v1 --remove-v2",
  },
  vorbiscomment: { flags: "-l -R -e -w -a", values: "-t", options: { "-c": "read" }, inPlace: "-w -a" },
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
    flags: `-quiet -really-quiet -fs --fs --no-video --no-audio -novideo -nosound --pause --idle --loop
      -shuffle --shuffle --terminal --no-terminal --no-config`,
    values: `-ao -vo -af -vf --vf --af -ss -endpos --start --end --length --volume -volume -speed --speed
      --title --profile --geometry --ytdl-format -sub --sub-file --aid --sid --input-file,-input`,
    options: {
      "--script,--scripts": "library",
      "--input-commands": "code:other",
      "--input-conf,--include": "script:other",
      "--config-dir": "config",
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
    flags: `-Q -p -u -U -s -n -r -S -P -f -x -l -c -q -G -i --server --play --pause --next --stop --info
      --clear --append`,
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
    values: "-a -g -k -l -p -s -v -voice --voice --lang --punct --sep -t,--batch",
    options: { "-f": "read", "-w,-o": "write", "--path,--phonout": "write" },
    operands: ["text..."],
    output: "inputs",
  },
} satisfies Table;
