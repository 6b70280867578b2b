package neo4jtest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net"
	"slices"
	"strconv"
	"strings"
)

// Options of a server. The zero value is what most tests want.
type Options struct {
	// Password of the user neo4j, at least 8 characters. Empty: the server asks for none, and takes any.
	Password string
	// Heap and PageCache are sizes as Java and Neo4j write them, such as "512m". Default 1g and 128m.
	Heap, PageCache string
	// Port on 127.0.0.1. Default: a free one.
	Port int
	// LongRun lets Java compile what runs often as well as it can: slower for a minute, faster after. For measuring.
	// In Docker that is always so.
	LongRun bool
	// Settings are further lines of neo4j.conf, such as "db.transaction.timeout": "10s".
	Settings map[string]string
}

// Ports are chosen below those that systems give to outgoing connections (32768 on Linux, 49152 elsewhere), so that none
// of these takes the port of a server that is about to come back.
const firstPort, lastPort = 20000, 29999

func (o Options) withDefaults() (Options, error) {
	if o.Heap == "" {
		o.Heap = "1g"
	}
	if o.PageCache == "" {
		o.PageCache = "128m"
	}
	if o.Password != "" && len(o.Password) < 8 {
		return o, fmt.Errorf("the password has %d characters; Neo4j asks for 8 or more", len(o.Password))
	}
	o.Settings = maps.Clone(o.Settings)
	if o.Port == 0 {
		port, err := freePort()
		if err != nil {
			return o, err
		}
		o.Port = port
	}
	return o, nil
}

func freePort() (int, error) {
	var last error
	for range 100 {
		port := firstPort + rand.IntN(lastPort-firstPort+1)
		l, err := net.Listen("tcp", address(port))
		if err == nil {
			return port, l.Close()
		}
		last = err
	}
	return 0, fmt.Errorf("no free port on 127.0.0.1: %w", last)
}

func address(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

// settings of every server, whatever runs it: nothing leaves the machine, little is written, and it stops at once.
func (o Options) settings() map[string]string {
	out := map[string]string{
		"dbms.usage_report.enabled":           "false",
		"server.http.enabled":                 "false",
		"server.bolt.advertised_address":      address(o.Port),
		"server.memory.pagecache.size":        o.PageCache,
		"dbms.security.auth_enabled":          strconv.FormatBool(o.Password != ""),
		"db.tx_log.preallocate":               "false", // of 256 MB for each of two databases
		"db.tx_log.rotation.size":             "32m",
		"db.tx_log.rotation.retention_policy": "keep_none",
		"db.logs.query.enabled":               "OFF",
		// Tests empty and fill the database all the time, and each time the numbers of nodes would be a reason to plan anew.
		"dbms.cypher.min_replan_interval": "1h",
		// Two listeners wait for this one after the other; 5 s each by default.
		"internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
	}
	maps.Copy(out, o.Settings)
	return out
}

// conf writes settings as a neo4j.conf.
func conf(settings map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		fmt.Fprintf(&b, "%s=%s\n", name, settings[name])
	}
	return b.String()
}
