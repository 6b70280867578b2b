package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// stopTime is how long a server may take to stop in good order before it is killed.
const stopTime = 30 * time.Second

// javaWay runs Neo4j from its jars.
type javaWay struct {
	java  string
	cache jarCache
	jars  string // the folder they are in, after fetch
}

func findJava(ctx context.Context) (*javaWay, error) {
	java, err := javaProgram(ctx)
	if err != nil {
		return nil, err
	}
	cache := newJarCache()
	if _, err := exec.LookPath("mvn"); err != nil && cache.check() != nil {
		return nil, errors.New("there is no Maven (mvn), which fetches Neo4j")
	}
	return &javaWay{java: java, cache: cache}, nil
}

// javaProgram gives a Java that Neo4j 5.26 runs on.
func javaProgram(ctx context.Context) (string, error) {
	var programs []string
	if home := os.Getenv("JAVA_HOME"); home != "" {
		programs = append(programs, filepath.Join(home, "bin", "java"))
	}
	if name, err := exec.LookPath("java"); err == nil {
		programs = append(programs, name)
	}
	for _, pattern := range []string{
		"/usr/lib/jvm/*/bin/java", "/Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java", "/opt/homebrew/opt/openjdk@*/bin/java",
	} {
		found, _ := filepath.Glob(pattern) // errs on a bad pattern alone
		programs = append(programs, found...)
	}
	var seen []string
	for _, program := range programs {
		ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
		said, err := exec.CommandContext(ctx, program, "-version").CombinedOutput()
		cancel()
		version := regexp.MustCompile(`version "(\d+)`).FindSubmatch(said)
		if err != nil || version == nil {
			continue
		}
		if v := string(version[1]); v == "17" || v == "21" {
			return program, nil
		} else {
			seen = append(seen, v)
		}
	}
	if seen == nil {
		return "", errors.New("there is no Java")
	}
	return "", fmt.Errorf("the Java here is %s, not 17 or 21", strings.Join(seen, " and "))
}

func (w *javaWay) fetch(ctx context.Context) error {
	jars, err := w.cache.folder(ctx)
	w.jars = jars
	return err
}

func (w *javaWay) make(folder string, o Options) engine {
	return &javaEngine{way: *w, home: folder, o: o}
}

// javaEngine is a process of this one.
type javaEngine struct {
	way  javaWay
	home string
	o    Options

	process *os.Process // nil: none
	ended   chan struct{}
}

func (e *javaEngine) start(context.Context) error {
	settings := e.o.settings()
	settings["server.default_listen_address"] = "127.0.0.1"
	settings["server.bolt.listen_address"] = address(e.o.Port)
	folder := filepath.Join(e.home, "conf")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "neo4j.conf"), []byte(conf(settings)), 0o600); err != nil {
		return err
	}
	out, err := os.OpenFile(e.console(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = out.Close() }() // the process has its own

	args := []string{"-Xmx" + e.o.Heap, "-XX:+UseSerialGC", "-XX:-UsePerfData"}
	if !e.o.LongRun {
		args = append(args, "-XX:TieredStopAtLevel=1") // half the processor time of a start
	} else {
		args = append(args, "-Xms"+e.o.Heap, "-XX:NewRatio=1") // as a server is set up that is to be fast
	}
	for _, opened := range []string{"java.nio", "java.io", "sun.nio.ch", "java.util.concurrent"} {
		args = append(args, "--add-opens=java.base/"+opened+"=ALL-UNNAMED")
	}
	args = append(args, "-cp", filepath.Join(e.way.jars, "*"), "org.neo4j.server.CommunityEntryPoint",
		"--home-dir="+e.home, "--config-dir="+folder)
	// Not CommandContext: the server outlives the call that starts it.
	cmd := exec.Command(e.way.java, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = e.home, out, out
	cmd.SysProcAttr = ownGroup()
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait() // how it ended is in its log
		close(ended)
	}()
	e.process, e.ended = cmd.Process, ended
	return nil
}

func (e *javaEngine) stop(ctx context.Context) error {
	if !e.alive(ctx) {
		return nil
	}
	_ = resumeProcess(e.process) // a frozen one would not hear
	if err := e.process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	late := time.NewTimer(stopTime)
	defer late.Stop()
	select {
	case <-e.ended:
		return nil
	case <-late.C:
	case <-ctx.Done():
	}
	return e.kill(ctx)
}

func (e *javaEngine) kill(ctx context.Context) error {
	if !e.alive(ctx) {
		return nil
	}
	if err := e.process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-e.ended
	return nil
}

func (e *javaEngine) pause(ctx context.Context) error {
	if !e.alive(ctx) {
		return errors.New("the server is not running")
	}
	return pauseProcess(e.process)
}

func (e *javaEngine) resume(ctx context.Context) error {
	if !e.alive(ctx) {
		return errors.New("the server is not running")
	}
	return resumeProcess(e.process)
}

func (e *javaEngine) remove(context.Context) error { return nil }

func (e *javaEngine) alive(context.Context) bool {
	if e.process == nil {
		return false
	}
	select {
	case <-e.ended:
		return false
	default:
		return true
	}
}

func (e *javaEngine) firstPassword() string { return "neo4j" }

func (e *javaEngine) pid() int {
	if e.process == nil {
		return 0
	}
	return e.process.Pid
}

func (e *javaEngine) container() string { return "" }

func (e *javaEngine) console() string { return filepath.Join(e.home, "console.log") }

// log gives what Java said and then what Neo4j said, as the first is empty unless something is very wrong.
func (e *javaEngine) log(context.Context) string {
	return tail(e.console()) + tail(filepath.Join(e.home, "logs", "neo4j.log"))
}

// tail gives the last 4 KB of a file, from the beginning of a line; nothing where it cannot be read.
func tail(name string) string {
	raw, err := os.ReadFile(name)
	if err != nil {
		return ""
	}
	const most = 4 << 10
	if len(raw) > most {
		raw = raw[len(raw)-most:]
		if _, rest, cut := strings.Cut(string(raw), "\n"); cut {
			return rest
		}
	}
	return string(raw)
}
