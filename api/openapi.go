package api

import (
	_ "embed" // for openapi.yaml
	"fmt"

	"github.com/gin-gonic/gin"
	"github.com/goccy/go-yaml"
)

//go:embed openapi.yaml
var openapiYAML []byte

// document is openapi.yaml as JSON, in the same order.
type document struct {
	json []byte
	tag  string
}

func newDocument() (document, error) {
	var d yaml.MapSlice
	if err := yaml.Unmarshal(openapiYAML, &d); err != nil {
		return document{}, fmt.Errorf("openapi.yaml: %w", err)
	}
	b, err := yaml.MarshalWithOptions(d, yaml.JSON())
	if err != nil {
		return document{}, fmt.Errorf("openapi.yaml: %w", err)
	}
	return document{b, contentTag(b)}, nil
}

func (s *Server) getOpenapi(c *gin.Context) (reply, error) {
	if _, err := read(c); err != nil {
		return reply{}, err
	}
	if tag, ok := held(c.Request.Header, s.document.tag); ok {
		return reply{status: 304, tag: tag}, nil
	}
	return reply{raw: s.document.json, tag: s.document.tag}, nil
}
