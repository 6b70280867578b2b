package neo4jtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// image is the newest of the line with long support.
const image = "neo4j:5.26-community"

// dockerWay runs Neo4j in containers, through the command that everybody has who has Docker.
type dockerWay struct{}

func findDocker(ctx context.Context) (*dockerWay, error) {
	if _, err := exec.LookPath("docker"); err != nil {
		return nil, errors.New("there is no Docker")
	}
	if host := os.Getenv("DOCKER_HOST"); host != "" && !strings.HasPrefix(host, "unix:") {
		return nil, fmt.Errorf("its Docker is at %s, whose ports are not on 127.0.0.1", host)
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if _, err := docker(ctx, "version", "--format", "{{.Server.Version}}"); err != nil {
		return nil, errors.New("no Docker answers")
	}
	return &dockerWay{}, nil
}

// docker runs the command and gives what it printed; its error holds what it complained of.
func docker(ctx context.Context, args ...string) (string, error) {
	var out, complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, "docker", args...)
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = &out, &complaint, time.Second
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("docker %s: %w: %s", args[0], err, strings.TrimSpace(complaint.String()))
	}
	return strings.TrimSpace(out.String()), nil
}

func (w *dockerWay) fetch(ctx context.Context) error {
	if _, err := docker(ctx, "image", "inspect", image); err == nil {
		return nil
	}
	_, err := docker(ctx, "pull", "--quiet", image)
	return err
}

func (w *dockerWay) make(folder string, o Options) engine {
	return &dockerEngine{name: filepath.Base(folder), o: o}
}

// dockerEngine is a container, which keeps its data until it is removed.
type dockerEngine struct {
	name string // of the container
	o    Options

	begun bool // there may be a container
	made  bool // there is one
}

func (e *dockerEngine) start(ctx context.Context) error {
	if e.made {
		_, err := docker(ctx, "start", e.name)
		return err
	}
	settings := e.o.settings()
	settings["server.memory.heap.max_size"] = e.o.Heap
	auth := "none"
	if e.o.Password != "" {
		auth = user + "/" + e.o.Password
	}
	args := []string{"run", "--detach", "--name", e.name, "--publish", address(e.o.Port) + ":7687", "--env", "NEO4J_AUTH=" + auth}
	delete(settings, "dbms.security.auth_enabled") // NEO4J_AUTH says it
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		args = append(args, "--env", variable(name)+"="+settings[name])
	}
	e.begun = true
	_, err := docker(ctx, append(args, image)...)
	e.made = err == nil
	return err
}

// variable gives the name under which the image takes a setting.
func variable(setting string) string {
	return "NEO4J_" + strings.ReplaceAll(strings.ReplaceAll(setting, "_", "__"), ".", "_")
}

func (e *dockerEngine) stop(ctx context.Context) error {
	if !e.made {
		return nil
	}
	_, _ = docker(ctx, "unpause", e.name) // fails where it is not frozen
	_, err := docker(ctx, "stop", "-t", strconv.Itoa(int(stopTime.Seconds())), e.name)
	return err
}

func (e *dockerEngine) kill(ctx context.Context) error {
	if !e.alive(ctx) {
		return nil
	}
	_, _ = docker(ctx, "unpause", e.name) // fails where it is not frozen
	_, err := docker(ctx, "kill", e.name)
	return err
}

func (e *dockerEngine) pause(ctx context.Context) error {
	_, err := docker(ctx, "pause", e.name)
	return err
}

func (e *dockerEngine) resume(ctx context.Context) error {
	_, err := docker(ctx, "unpause", e.name)
	return err
}

func (e *dockerEngine) remove(ctx context.Context) error {
	if !e.begun {
		return nil
	}
	_, err := docker(ctx, "rm", "--force", "--volumes", e.name)
	return err
}

func (e *dockerEngine) alive(ctx context.Context) bool {
	running, err := docker(ctx, "inspect", "--format", "{{.State.Running}}", e.name)
	return err == nil && running == "true"
}

func (e *dockerEngine) firstPassword() string { return e.o.Password }

func (e *dockerEngine) pid() int { return 0 }

func (e *dockerEngine) container() string { return e.name }

func (e *dockerEngine) log(ctx context.Context) string {
	// Both streams, which docker keeps apart.
	said, err := exec.CommandContext(ctx, "docker", "logs", "--tail", "60", e.name).CombinedOutput()
	if err != nil {
		return ""
	}
	return string(said)
}
