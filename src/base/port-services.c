/* port-services.c - which service a port number belongs to
 *
 * Names as IANA registers them (RFC 6335), or as they are commonly called.
 * Not the system's own list: it differs from one machine to the next, and a
 * note about a port should not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/ports.h"

static const struct
{
  guint16     port;
  const char *name;
} services[] = {
  { 1, "tcpmux" }, { 7, "echo" }, { 9, "discard" }, { 11, "systat" }, { 13, "daytime" },
  { 17, "qotd" }, { 19, "chargen" }, { 20, "ftp-data" }, { 21, "ftp" }, { 22, "ssh" },
  { 23, "telnet" }, { 24, "lmtp" }, { 25, "smtp" }, { 26, "smtp-alt" }, { 37, "time" },
  { 43, "whois" }, { 49, "tacacs" }, { 53, "dns" }, { 67, "dhcp" }, { 68, "dhcp" },
  { 69, "tftp" }, { 70, "gopher" }, { 79, "finger" }, { 80, "http" }, { 88, "kerberos" },
  { 102, "iso-tsap" }, { 106, "poppassd" }, { 109, "pop2" }, { 110, "pop3" },
  { 111, "sunrpc" }, { 113, "ident" }, { 119, "nntp" }, { 123, "ntp" }, { 135, "epmap" },
  { 137, "netbios-ns" }, { 138, "netbios-dgm" }, { 139, "netbios-ssn" }, { 143, "imap" },
  { 161, "snmp" }, { 162, "snmptrap" }, { 177, "xdmcp" }, { 179, "bgp" }, { 194, "irc" },
  { 209, "qmtp" }, { 220, "imap3" }, { 389, "ldap" }, { 427, "svrloc" }, { 443, "https" },
  { 444, "snpp" }, { 445, "smb" }, { 464, "kpasswd" }, { 465, "submissions" },
  { 500, "isakmp" }, { 512, "exec" }, { 513, "login" }, { 514, "shell" }, { 515, "printer" },
  { 540, "uucp" }, { 543, "klogin" }, { 544, "kshell" }, { 548, "afp" }, { 554, "rtsp" },
  { 563, "nntps" }, { 585, "imap4-ssl" }, { 587, "submission" }, { 593, "http-rpc-epmap" },
  { 628, "qmqp" }, { 631, "ipp" }, { 636, "ldaps" }, { 639, "msdp" }, { 646, "ldp" },
  { 655, "tinc" }, { 749, "kerberos-adm" }, { 783, "spamassassin" }, { 830, "netconf" },
  { 843, "flash-policy" }, { 853, "dns-over-tls" }, { 860, "iscsi" }, { 873, "rsync" },
  { 902, "vmware-auth" }, { 989, "ftps-data" }, { 990, "ftps" }, { 992, "telnets" },
  { 993, "imaps" }, { 994, "ircs" }, { 995, "pop3s" }, { 1080, "socks" },
  { 1099, "rmi-registry" }, { 1194, "openvpn" }, { 1433, "mssql" }, { 1434, "mssql-monitor" },
  { 1521, "oracle" }, { 1701, "l2tp" }, { 1723, "pptp" }, { 1812, "radius" },
  { 1883, "mqtt" }, { 1935, "rtmp" }, { 2000, "sieve-old" }, { 2003, "lmtp-alt" },
  { 2049, "nfs" }, { 2082, "cpanel" }, { 2083, "cpanel-tls" }, { 2181, "zookeeper" },
  { 2222, "ssh-alt" }, { 2375, "docker" }, { 2376, "docker-tls" }, { 2379, "etcd" },
  { 2525, "smtp-alt" }, { 2526, "smtp-alt" }, { 3000, "http-dev" }, { 3128, "squid" },
  { 3260, "iscsi-target" }, { 3268, "msft-gc" }, { 3306, "mysql" }, { 3389, "rdp" },
  { 3478, "stun" }, { 3493, "nut" }, { 3689, "daap" }, { 3690, "svn" }, { 4190, "sieve" },
  { 4369, "epmd" }, { 4443, "https-alt" }, { 5000, "upnp" }, { 5060, "sip" },
  { 5061, "sips" }, { 5222, "xmpp-client" }, { 5223, "xmpp-client-tls" },
  { 5269, "xmpp-server" }, { 5351, "nat-pmp" }, { 5353, "mdns" }, { 5355, "llmnr" },
  { 5432, "postgresql" }, { 5671, "amqps" }, { 5672, "amqp" }, { 5900, "vnc" },
  { 5901, "vnc" }, { 5984, "couchdb" }, { 5985, "winrm" }, { 5986, "winrm-tls" },
  { 6000, "x11" }, { 6379, "redis" }, { 6443, "kubernetes" }, { 6514, "syslog-tls" },
  { 6667, "irc" }, { 6697, "ircs" }, { 6881, "bittorrent" }, { 7001, "weblogic" },
  { 8000, "http-alt" }, { 8008, "http-alt" }, { 8080, "http-alt" }, { 8081, "http-alt" },
  { 8086, "influxdb" }, { 8096, "jellyfin" }, { 8118, "privoxy" }, { 8333, "bitcoin" },
  { 8443, "https-alt" }, { 8883, "mqtts" }, { 8888, "http-alt" }, { 9000, "http-dev" },
  { 9001, "tor" }, { 9042, "cassandra" }, { 9050, "tor-socks" }, { 9090, "cockpit" },
  { 9092, "kafka" }, { 9100, "jetdirect" }, { 9200, "elasticsearch" }, { 9418, "git" },
  { 10000, "webmin" }, { 11211, "memcached" }, { 11332, "rspamd" }, { 11334, "rspamd" },
  { 19132, "minecraft" }, { 25565, "minecraft" }, { 27017, "mongodb" },
  { 32400, "plex" }, { 51413, "bittorrent" }, { 51820, "wireguard" },
};

/**
 * ptl_port_get_service:
 * @port: a port
 *
 * Returns: (nullable): the service it belongs to ("ssh"), mail's own included
 */
const char *
ptl_port_get_service (guint16 port)
{
  for (gsize i = 0; i < G_N_ELEMENTS (services); i++)
    {
      if (services[i].port == port)
        return services[i].name;
    }

  return NULL;
}
