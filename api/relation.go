package api

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// RelationsBody is the body that answers GET /relations.
type RelationsBody struct {
	Version   string         `json:"version"`
	Kinds     []graph.Kind   `json:"kinds"`
	Relations []RelationBody `json:"relations"`
}

// RelationBody is a relation of the ontology, with what it has from its parents.
type RelationBody struct {
	ID          graph.RelationID  `json:"id"`
	Parent      *graph.RelationID `json:"parent"`
	Root        graph.RelationID  `json:"root"`
	Label       string            `json:"label"`
	Inverse     string            `json:"inverse"`
	Symmetric   bool              `json:"symmetric"`
	Class       string            `json:"class"`
	Type        *string           `json:"type"`
	Mode        *string           `json:"mode"`
	Contexts    []string          `json:"contexts"`
	CAMEO       *string           `json:"cameo"`
	Quad        *int              `json:"quad"`
	Score       int               `json:"score"`
	Subjects    []graph.Kind      `json:"subjects"`
	Objects     []graph.Kind      `json:"objects"`
	Description *string           `json:"description"`
	Aliases     []string          `json:"aliases"`
	Deprecated  bool              `json:"deprecated"`
}

// BodyOfRelations makes the body of an ontology: each root followed by what lies under it, parents before children,
// siblings by id.
func BodyOfRelations(o *graph.Ontology) RelationsBody {
	body := RelationsBody{Version: o.Digest(), Kinds: graph.Kinds(), Relations: make([]RelationBody, 0, o.Len())}
	var add func(ids []graph.RelationID)
	add = func(ids []graph.RelationID) {
		for _, id := range ids {
			if r, ok := o.Relation(id); ok {
				body.Relations = append(body.Relations, bodyOfRelation(o, &r))
			}
			add(o.Children(id))
		}
	}
	add(o.Roots())
	return body
}

func bodyOfRelation(o *graph.Ontology, r *graph.Relation) RelationBody {
	body := RelationBody{
		ID: r.ID, Parent: orNull(r.Parent), Root: o.Root(r.ID), Label: r.Label, Inverse: cmp.Or(r.Inverse, r.Label),
		Symmetric: r.Symmetric, Class: r.Class, Type: orNull(r.Type), Mode: orNull(r.Mode), Contexts: orEmpty(r.Contexts),
		CAMEO: orNull(r.CAMEO), Score: r.Score, Subjects: orEmpty(r.Subjects), Objects: orEmpty(r.Objects),
		Description: orNull(r.Description), Aliases: orEmpty(r.Aliases), Deprecated: r.Deprecated,
	}
	if r.Quad != 0 {
		body.Quad = &r.Quad
	}
	return body
}

// relationBody is the ontology as bytes: it does not change while the server runs.
type relationBody struct {
	json []byte
	tag  string
}

func newRelationBody(o *graph.Ontology) (relationBody, error) {
	b, err := marshal(nil, BodyOfRelations(o))
	return relationBody{b, contentTag(b)}, err
}

// listRelations gives the ontology.
func (s *Server) listRelations(c *gin.Context) (reply, error) {
	if _, err := read(c); err != nil {
		return reply{}, err
	}
	if tag, ok := held(c.Request.Header, s.relations.tag); ok {
		return reply{status: http.StatusNotModified, tag: tag}, nil
	}
	return reply{raw: s.relations.json, tag: s.relations.tag}, nil
}

// orNull is null for an empty text.
func orNull[T ~string](s T) *T {
	if s == "" {
		return nil
	}
	return &s
}

// orEmpty is the list, never null, and never shared with its owner.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return slices.Clone(list)
}
