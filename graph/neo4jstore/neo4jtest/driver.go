package neo4jtest

import (
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// openDriver makes a driver that gives up soon: what it talks to is on this machine, or should be near.
func openDriver(uri string, token neo4j.AuthToken) (neo4j.DriverWithContext, error) {
	return neo4j.NewDriverWithContext(uri, token, func(c *config.Config) {
		c.TelemetryDisabled = true
		c.SocketConnectTimeout = 5 * time.Second
		c.ConnectionAcquisitionTimeout = 10 * time.Second
		c.MaxTransactionRetryTime = 0
		c.UserAgent = "liaison-tests"
	})
}
