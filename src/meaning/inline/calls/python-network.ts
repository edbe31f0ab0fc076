/** How Python reaches others: connections, requests, mail, files that are sent. */
import { type CallTable, same } from "./spec.ts";

export const pythonNetwork: CallTable = {
  ...same({ does: "make", type: "socket" }, "socket.socket ssl.wrap_socket socket.socketpair"),
  "*#wrap_socket": { does: "fold", fold: "first" },
  ...same(
    { does: "connect", address: [0, "address"] },
    "socket#connect socket#connect_ex socket.create_connection",
  ),
  ...same(
    { does: "connect", host: [0, "host"], port: [1, "port"] },
    `asyncio.open_connection telnetlib.Telnet ftplib.FTP ftplib.FTP_TLS smtplib.SMTP smtplib.SMTP_SSL
    http.client.HTTPConnection http.client.HTTPSConnection imaplib.IMAP4_SSL paramiko.Transport
    httplib.HTTPConnection`,
  ),
  ...same({ does: "connect", host: [0, "hostname"], port: [1, "port"] }, "ssh#connect"),
  ...same(
    { does: "make", type: "ssh" },
    "paramiko.SSHClient fabric.Connection fabric.SerialGroup fabric.ThreadingGroup asyncssh.connect testinfra.get_host",
  ),
  ...same(
    { does: "equivalent", words: ["ssh", "a-host"], more: [0, "command"] },
    "*#exec_command ssh#run ssh#sudo ssh#check_output",
  ),
  ...same(
    { does: "listen", address: [0, "address"] },
    `socket#bind socket.create_server http.server.HTTPServer http.server.ThreadingHTTPServer
    socketserver.TCPServer socketserver.ThreadingTCPServer`,
  ),
  "asyncio.start_server": { does: "listen", port: [2, "port"] },
  ...same(
    { does: "receive" },
    `socket#recv socket#recvfrom socket#makefile socket#read socket#readline socket#getresponse
    socket#read_until *#recv`,
  ),
  "socket#accept": { does: "fold", fold: "accepted", from: "self" },
  ...same({ does: "send", data: 0 }, "socket#send socket#sendall socket#write socket#sendmail *#sendall"),
  ...same({ does: "send", data: [2, "body"] }, "socket#request"),
  ...same({ does: "send", data: 1 }, "socket#storbinary socket#storlines"),
  "socket#sendto": { does: "connect", address: 1 },
  ...same(
    { does: "request", url: [0, "url", "fullurl"], sends: [1, "data"] },
    "urllib.request.urlopen urllib2.urlopen urllib.urlopen",
  ),
  "urllib.request.Request": { does: "make", type: "request", keep: { url: [0, "url"], data: [1, "data"] } },
  ...same(
    { does: "upload", path: [0, "Filename", "filename"], to: "https://storage" },
    "aws#upload_file *#upload_from_filename *#upload_file",
  ),
  ...same({ does: "upload", path: [0, "localpath"], to: "sftp://sftp" }, "sftp#put"),
  ...same({ does: "make", type: "sftp" }, "paramiko.SFTPClient.from_transport ssh#open_sftp"),
  ...same(
    { does: "equivalent", words: ["aws", "configure", "export-credentials"] },
    "*#get_credentials *#get_frozen_credentials",
  ),
  ...same(
    { does: "request", url: [0, "url"], saves: [1, "filename"], sends: [3, "data"] },
    "urllib.request.urlretrieve urllib.urlretrieve",
  ),
  ...same(
    { does: "request", url: [0, "url"], sends: ["params", "headers", "cookies", "data", "json"] },
    "requests.get requests.head httpx.get *#urlopen",
  ),
  ...same(
    { does: "request", url: [0, "url"], sends: ["data", "json"], method: "DELETE" },
    "requests.delete httpx.delete session#delete",
  ),
  ...same(
    {
      does: "request",
      url: [0, "url"],
      sends: [1, "data", "json", "files", "params", "content", "headers", "cookies"],
    },
    "requests.post requests.put requests.patch httpx.post httpx.put session#post session#put",
  ),
  ...same(
    { does: "request", url: [1, "url"], sends: ["data", "json", "files", "params"], methodIn: [0, "method"] },
    "requests.request httpx.request urllib3.request pool#request session#request",
  ),
  ...same({ does: "request", url: [0, "url"], sends: ["params", "data"] }, "session#get"),
  ...same(
    { does: "make", type: "session" },
    "requests.Session requests.session httpx.Client aiohttp.ClientSession",
  ),
  "urllib3.PoolManager": { does: "make", type: "pool" },
  ...same({ does: "connect", host: 0 }, "socket.gethostbyname socket.getaddrinfo socket.gethostbyname_ex"),
  ...same({ does: "tie" }, "os.dup2 os.dup os.sendfile"),
};
