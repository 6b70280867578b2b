//go:build !unix

package neo4jtest

import (
	"errors"
	"os"
	"syscall"
)

// canSweep is false: without a sweeper nothing is started, so what is below is not reached.
const canSweep = false

var errNoSweeper = errors.New("servers are started on Unix only")

type sweeper struct{}

func startSweeper(string, ...string) (*sweeper, error) { return nil, errNoSweeper }
func (*sweeper) watch(int) error                       { return errNoSweeper }
func (*sweeper) dismiss() error                        { return nil }
func ownGroup() *syscall.SysProcAttr                   { return nil }
func pauseProcess(*os.Process) error                   { return errNoSweeper }
func resumeProcess(*os.Process) error                  { return errNoSweeper }
