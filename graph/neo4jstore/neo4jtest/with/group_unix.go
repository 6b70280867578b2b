//go:build unix

package main

import (
	"os"
	"syscall"
)

// ownGroup lets a signal reach a command with all that it has started, and nothing else.
func ownGroup() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

func signalGroup(p *os.Process, s os.Signal) {
	if n, ok := s.(syscall.Signal); ok {
		_ = syscall.Kill(-p.Pid, n) // fails where it has just ended
	}
}

// endedBy gives the number of the signal that ended a process; 0: none did.
func endedBy(s *os.ProcessState) int {
	if w, ok := s.Sys().(syscall.WaitStatus); ok && w.Signaled() {
		return int(w.Signal())
	}
	return 0
}
