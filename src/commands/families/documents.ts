/** Documents: TeX, PDF, converters, printing, dictionaries. Sources: tex(1), pandoc(1), qpdf, poppler, ghostscript manuals. */
import type { Table } from "../spec.ts";

/** Pages, read; what is made of them goes where an option says. */
const PAGES = {
  style: "single",
  flags: `-layout,--layout -raw -htmlmeta -bbox -tsv -q -png -jpeg -tiff -gray -mono -singlefile -nopgbrk -v
    -all -list --check --show-npages --linearize --decrypt --empty --pages --list-attachments
    --remove-restrictions --qdf --object-streams --replace-input -cropbox -struct -isodates -meta -js
    -rawdates -dests -saveall -p -i --fork`,
  values: `-f -l -r -x -y -W -H -scale-to -scale-to-x -scale-to-y -eol -enc -fixed --rotate --split-pages
    --compress-streams --key -j -e -n -c --password-mode --object --show-attachment -save`,
  options: {
    "--add-attachment": "read",
    "-o,--output": "write",
    "-opw,-upw,--password,--encrypt": "credential",
    "--job-json-file": "config",
    "--password-file,--copy-attachments-from,--overlay,--underlay": "read",
    "--config-dir": "config",
    "--exec": "code:other",
    "-cmd": "shell",
  },
  operands: ["read..."],
  responseFiles: true,
} as const;

/** What ebook-meta does besides showing what it finds. */
const SETS_META =
  "-t --title -a --authors --cover --isbn -p --publisher --tags -s --series -c --comments -d --date -l --language";

export const documents = {
  "tex,latex,pdftex,pdflatex,xetex,xelatex,luatex,lualatex,etex,eptex,platex,uplatex,ptex,context,mf,mpost,dvilualatex,luahbtex,tectonic,pdfcsplain,csplain,amstex,lollipop":
    {
      style: "single",
      flags: `-shell-escape,--shell-escape -enable-write18,--enable-write18 -no-shell-escape,--no-shell-escape
        -shell-restricted -halt-on-error,--halt-on-error -file-line-error,--file-line-error -draftmode
        --draftmode -ini -etex -recorder,--recorder -parse-first-line -ipc -mltex -enc -8bit -src-specials
        --batch --nonstopmode --nofilter -c --keep-logs --keep-intermediates --purge -X`,
      values: `-interaction,--interaction -synctex,--synctex -jobname,--jobname -fmt,--fmt -progname
        -output-format,--output-format -translate-file -kpathsea-debug --result --mode -output-comment
        -cnf-line`,
      options: {
        "-output-directory,--output-directory,-aux-directory,--outdir,-o": "write-directory",
        "--lua,-lua": "script:lua",
        "--luaonly,--luaconly": "script:lua",
      },
      operands: ["script:other", "text..."],
      reader: "tex",
      interactiveWith: "-shell-escape -enable-write18",
      environment: { TEXINPUTS: "text", TEXEDIT: "shell", SHELL_ESCAPE: "text" },
    },
  "latexmk,rubber,arara,texi2dvi,texi2pdf,pdfjam,latexrun,cluttex,llmk,texfot,pythontex": {
    style: "single",
    flags: `-pdf,--pdf -pdfdvi -pdfps -pdflua -pdfxe -ps -dvi -c -C -CA -g -gg -f -F -pv -pvc -silent,-quiet
      -verbose -V -norc -cd -shell-escape -halt-on-error -bibtex -bibtex- -use-make -deps -l -s -v -w
      --clean --batch --tidy -W`,
    values: "-jobname -interaction -synctex -latexoption -file-line-error -I -t --command -usepretex",
    options: {
      "-pdflatex,-latex,-xelatex,-lualatex,-pdfxelatex,-pdflualatex": "shell",
      "-e": "code:perl",
      "-r": "script:perl",
      "-outdir,-output-directory,-auxdir,--into": "write-directory",
      "-new-viewer,-pdf-viewer": "shell",
      "-dvipdf,-ps2pdf,-print,-makeindex": "shell",
      "-o,--outfile,--output": "write",
      "--log": "write",
    },
    operands: ["script:other..."],
    projectCode: true,
  },
  "bibtex,biber,makeindex,makeglossaries,texindy,xindy,bibtex8,kpsewhich,mktexlsr,updmap,fmtutil,texdoc,texcount,chktex,lacheck,latexindent,latexdiff,detex,untex,opendetex,dvitype,dvi2tty,tex4ht,htlatex,make4ht,latex2html,hevea,lwarpmk":
    {
      flags: `-q --quiet -w,--overwrite -s -l -g -i -c -p -r -v --tool --validate-datamodel -inc -sum -brief
        -wwo --output-safechars`,
      values: "-b,--bblencoding --input-encoding -t -e -n -m --flatten",
      options: {
        "-o,--output,-outputfile": "write",
        "-O,--output-directory,--cruft": "write-directory",
        "--configfile,--local": "config",
      },
      operands: ["read..."],
      inPlace: "-w",
      environment: { BROWSER: "shell", PDFVIEWER_texdoc: "shell" },
    },
  "dvips,dvipdfm,dvipdfmx,xdvipdfmx,dvipdf,dvisvgm,dvipng,dvi2fax,xdvi,dvilj,dvihp": {
    flags: "-a -A -B -E -f -F -i -K -k -m -M -N -q -R0 -R1 -R2 -r -s -U -V -z -Z -n",
    values: "-b -c -C -d -D -e -j -l -L -O -p -P -S -t -T -u -v -x -y -X -Y",
    options: { "-h": "read", "-o": "write" },
    operands: ["read..."],
  },
  "gs,ghostscript,ps2pdf,ps2ps,pdf2ps,eps2eps,ps2ascii,pdf2dsc,epstopdf,pdfcrop,ps2eps,ps2epsi,pstopdf,pstotext":
    {
      style: "single",
      flags: "-q -dNOPAUSE -dBATCH -dSAFER -dNOSAFER -dQUIET -dDELAYSAFER -h -v -dNODISPLAY -d",
      values: `-sDEVICE -r -g -dFirstPage -dLastPage -dPDFSETTINGS -dCompatibilityLevel -sPAPERSIZE
        -dTextAlphaBits -dGraphicsAlphaBits --margins --resolution
        --permit-file-all,--permit-file-read,--permit-file-write`,
      options: {
        "-sOutputFile,-o,--outfile": "write",
        "-c": "code:other",
        "-f": "script:other",
        "-I": "read",
        "--gscmd,--pdftexcmd": "program",
        "-sFONTPATH": "read",
      },
      operands: ["script:other", "write"],
      reader: "own-addresses",
    },
  "pandoc,pandoc-server,lowdown,multimarkdown,cmark,cmark-gfm,discount,markdown,marked,showdown,asciidoc,a2x,asciidoctor-pdf,txt2man,ronn,help2man,scdoc,docutils,docx2txt,antiword,catdoc,unrtf,odt2txt,html2markdown,turndown,glow,mdcat,frogmouth,mdless,grip,doctoc,textile,mandoc,xmlto,dblatex,docbook2pdf,fop,saxon,jing,trang":
    {
      flags: `-s,--standalone --toc,--table-of-contents --no-highlight -N,--number-sections --embed-resources
        --self-contained --file-scope --sandbox --mathjax --katex --ascii -i,--incremental
        --strip-comments --reference-links --list-tables --atx-headers --listings --citeproc,-C --trace
        --dump-args --ignore-args --verbose --quiet --fail-if-warnings --no-check-certificate
        -p,--preserve-tabs --html-q-tags -a --gfm --smart --unsafe -e --section-numbers -k --dry-run`,
      values: `-f,--from,-r,--read -t,--to,-w,--write --wrap --columns --toc-depth --number-offset
        --top-level-division -V,--variable -M,--metadata --highlight-style --track-changes
        --shift-heading-level-by --default-image-extension --tab-stop --markdown-headings --pdf-engine-opt
        --dpi --eol --request-header --id-prefix -T,--title-prefix --split-level -b,--backend --name
        --style --width`,
      options: {
        "-o,--output,--out-file": "write",
        "--extract-media": "write-directory",
        "--template": "read",
        "-c,--css": "read",
        "-H,--include-in-header": "read",
        "-B,--include-before-body": "read",
        "-A,--include-after-body": "read",
        "--metadata-file": "read",
        "--bibliography,--csl,--citation-abbreviations": "read",
        "--reference-doc,--epub-cover-image,--epub-metadata,--epub-embed-font,--abbreviations,--syntax-definition":
          "read",
        "-d,--defaults": "config",
        "--data-dir,--resource-path": "read",
        "-L,--lua-filter": "library",
        "-F,--filter": "program",
        "--pdf-engine": "program",
        "--log": "write",
        "-D,--destination-dir": "write-directory",
      },
      operands: ["read..."],
    },
  "qpdf,pdftk,pdfunite,pdfattach,pdfcpu,cpdf": {
    ...PAGES,
    operands: ["read...", "write"],
    operandsWith: { "-list,--check,--show-npages": ["read"] },
  },
  "pdftotext,pdftoppm,pdftocairo,pdfimages,pdftohtml,pdftops,pdfseparate,pdf2svg,djvutxt,ddjvu,ps2txt,ebook-convert":
    { ...PAGES, operands: ["read", "write"] },
  "pdfinfo,pdffonts,pdfdetach,pdfsig,mudraw,pdfgrep,img2pdf,pdf2image,pdfbox,camelot,tabula,poppler,pdfid,pdf-parser,peepdf,mupdf,evince,okular,xpdf,atril,calibre,calibredb,epubcheck":
    PAGES,
  "ebook-meta": { values: SETS_META, inPlace: SETS_META, options: { "--get-cover,--to-opf": "write" } },
  mutool: {
    ...PAGES,
    subcommands: {
      "show,info,pages,extract,trace,audit": PAGES,
      "clean,merge,poster,sign,recolor,trim": { ...PAGES, operands: ["read...", "write"] },
      run: { ...PAGES, operands: ["script:javascript", "text..."] },
    },
  },
  "soffice,libreoffice,lowriter,localc,loimpress,unoconv,unoserver,abiword,gnumeric,ssconvert,onlyoffice,xlsx2csv,catppt,xls2csv,docx2pdf,scribus,dia,drawio,mermaid,mmdc,plantuml,ditaa,dot,neato,fdp,sfdp,circo,twopi,osage,graphviz,gvpr,d2,asymptote,asy,ploticus,pikchr,kroki,wavedrom,blockdiag,seqdiag,highlight,source-highlight,enscript,a2ps,mpage,u2ps,paps,cupsfilter,naturaldocs,jsdoc2md,sdcv,dict,dictd,wn,trans,translate-shell":
    {
      style: "gnu",
      flags: `--headless --invisible --nologo --norestore --nofirststartwizard --nolockcheck --safe-mode --view
        --nodefault --print-to-file --cat --writer --calc --impress --draw -v -q -n -x -y --no-doc
        --failsafe --fragment -l,--line-numbers -B -c -C -r -j -O -R -m -V -h --list`,
      values: `--convert-to -T -K -G -N -A -S,--syntax --style -t --theme -b -w -H -e -D -M -E -L -U -W -2
        -f --out-format --src-lang -g --infilter -u`,
      options: {
        "--outdir": "write-directory",
        "-o,--output,--output-file,-p,--outfile": "write",
        "-I": "shell",
        "-i,--input,--configFile": "read",
        "--accept": "listen",
        "-env": "setting",
        "--puppeteerConfigFile,--config,--config-file": "config",
        "--plug-in": "script:lua",
      },
      operands: ["read..."],
      environment: { ENSCRIPT_LIBRARY: "config" },
    },
} satisfies Table;
