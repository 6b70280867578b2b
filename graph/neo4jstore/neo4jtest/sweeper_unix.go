//go:build unix

package neo4jtest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
)

// canSweep says whether servers can be kept from outliving this process.
const canSweep = true

// sweeper is a shell that waits for the end of this process, in a session of its own, and then ends the server and
// removes its folder. It sees the end from its standard input, whose other end this process alone holds: it closes with
// the process, whatever ends that, a kill included, on every Unix. (A death signal from the parent, as Linux has it, is
// bound to a thread, removes no folder and reaches no container.)
type sweeper struct {
	cmd *exec.Cmd
	in  io.WriteCloser
}

// What a sweeper is told, a line each: the number of the process to end, that it is gone ("none"), and that nothing is
// left to do ("done"). A killed process may still write for a moment, hence the tries.
const sweep = `
trap '' HUP INT TERM QUIT
container=$1
shift
pid=
while read -r what; do
	case $what in
	done) exit 0 ;;
	none) pid= ;;
	*) pid=$what ;;
	esac
done
if [ -n "$pid" ]; then kill -KILL "$pid"; fi
if [ -n "$container" ]; then docker rm --force --volumes "$container"; fi
tries=0
until rm -rf -- "$@" || [ $tries = 100 ]; do
	tries=$((tries + 1))
	sleep 0.1
done
# What was written after the last file was seen.
sleep 0.5
rm -rf -- "$@"
`

// startSweeper makes sure of files and folders and, unless its name is empty, a container. They may not be there yet.
func startSweeper(container string, files ...string) (*sweeper, error) {
	cmd := exec.Command("sh", append([]string{"-c", sweep, "liaison-sweeper", container}, files...)...)
	cmd.Dir = "/" // not in what it removes, nor in what others may want to
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting what ends Neo4j when this process is gone: %w", err)
	}
	return &sweeper{cmd, in}, nil
}

// watch says which process is to be ended; 0: none, as the last one is gone and its number may become another's.
func (s *sweeper) watch(pid int) error {
	line := "none\n"
	if pid != 0 {
		line = fmt.Sprintf("%d\n", pid)
	}
	_, err := io.WriteString(s.in, line)
	return err
}

// dismiss ends the sweeper; there is nothing left for it.
func (s *sweeper) dismiss() error {
	_, err := io.WriteString(s.in, "done\n")
	return errors.Join(err, s.in.Close(), s.cmd.Wait())
}

// ownGroup keeps the signals of a terminal from a process.
func ownGroup() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

func pauseProcess(p *os.Process) error { return p.Signal(syscall.SIGSTOP) }

func resumeProcess(p *os.Process) error { return p.Signal(syscall.SIGCONT) }
