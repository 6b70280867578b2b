package llm

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// request is what is sent to chat completions.
type request struct {
	Model       string    `json:"model"`
	Messages    []message `json:"messages"`
	Temperature float64   `json:"temperature"` // 0: the same answer to the same question, as far as the server can
	Seed        int       `json:"seed"`
	Stream      bool      `json:"stream"`
	Format      *format   `json:"response_format,omitempty"`
}

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

type format struct {
	Type   string       `json:"type"`
	Schema formatSchema `json:"json_schema"`
}

type formatSchema struct {
	Name   string          `json:"name"`
	Strict bool            `json:"strict"`
	Schema json.RawMessage `json:"schema"`
}

// seed is sent with every request; any number does as long as it stays the same.
const seed = 1

// body encodes a request; the schema is left out for a server that refused it.
func (c *Client) body(messages []message, withFormat bool) ([]byte, error) {
	r := request{Model: c.o.Model, Messages: messages, Seed: seed}
	if withFormat {
		r.Format = &format{Type: "json_schema", Schema: formatSchema{Name: "claims", Strict: true, Schema: c.schema}}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// completion is what a model answered.
type completion struct {
	content string
	cut     bool // it was stopped by a limit of the server before it had finished
	prompt  int  // tokens, as the server counts; 0: it does not tell
	reply   int
}

// readCompletion reads the answer of a server; the error is a sentence without words of the server.
func readCompletion(body []byte) (completion, *failure) {
	if !utf8.Valid(body) {
		return completion{}, &failure{what: "answered with bytes that are not UTF-8"}
	}
	var r struct {
		Choices []struct {
			Message struct {
				Content *string `json:"content"`
				Refusal *string `json:"refusal"`
			} `json:"message"`
			Finish string `json:"finish_reason"`
		} `json:"choices"`
		Usage struct {
			Prompt int `json:"prompt_tokens"`
			Reply  int `json:"completion_tokens"`
		} `json:"usage"`
	}
	if err := json.Unmarshal(body, &r); err != nil || len(r.Choices) == 0 {
		return completion{}, &failure{what: "answered with something else than a chat completion; is the address right?"}
	}
	one := &r.Choices[0]
	out := completion{cut: one.Finish == "length", prompt: r.Usage.Prompt, reply: r.Usage.Reply}
	if one.Message.Refusal != nil && *one.Message.Refusal != "" {
		return out, &failure{what: "declined to read this part", local: true}
	}
	if one.Message.Content != nil {
		out.content = *one.Message.Content
	}
	return out, nil
}
