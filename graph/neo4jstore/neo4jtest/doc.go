// Package neo4jtest gives tests a real Neo4j. It is imported by tests, and by its own command (with), alone.
//
// A server is found in this order:
//
//   - NEO4J_URI is set: that server, with NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE. Nothing is started.
//   - A Docker that answers: the image neo4j:5.26-community, with a port on 127.0.0.1 alone.
//   - Java 17 or 21: Neo4j 5.26 from its jars, which Maven fetches once into a folder of the user's cache.
//
// LIAISON_NEO4J narrows this: "docker" or "java" allow that way alone, "off" none, "required" any. Where there is no way,
// a test that needs a server is skipped, and says why; it fails where CI or LIAISON_NEO4J (but for "off") is set.
//
// Most tests want an empty database and no more. They take it from [Shared]: one server serves all packages of a run, one
// test at a time. A test that stops, kills or freezes a server starts one of its own with [New].
//
// A server ends with the process that started it, however that ends, and its folder with it: see sweeper.
package neo4jtest
