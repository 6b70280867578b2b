package neo4jtest

import (
	"context"
	"path/filepath"
)

// What only tests of the package itself may do.

// FetchJars gives the folder of Neo4j's jars, fetched where they are missing or not whole.
func FetchJars(ctx context.Context) (string, error) { return newJarCache().folder(ctx) }

// Home is the folder of the server.
func (s *Server) Home() string { return s.folder }

// FirstPort and LastPort are where free ports are looked for.
const FirstPort, LastPort = firstPort, lastPort

// Container is the name of the server's container, if it has one.
func (s *Server) Container() string { return filepath.Base(s.folder) }
