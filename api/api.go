package api

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// Config is what a Server is made of. Explorer is needed; all else has a use for its zero value.
type Config struct {
	Explorer *graph.Explorer
	Importer Importer // takes POST /records; nil: writing is answered with 503
	// Extractor takes POST /extractions and finds mentions; nil: these are answered with 503.
	Extractor Extractor
	Documents Documents // takes POST /documents; nil: these are answered with 503
	UI        fs.FS     // the built UI, index.html at its root; nil: no pages
	Keys      []Key     // none: everyone may do everything, so only a loopback address is safe (see CheckAddress)
	Hosts     []string  // further names under which the server is reached
	Logger    *slog.Logger
	Version   string
	Limits    Limits

	Clock     func() time.Time // default time.Now
	RequestID func() string    // default random
}

// Limits bound what clients may ask of a server. Zero values mean the defaults.
type Limits struct {
	Query     time.Duration // for one answer; default 30 s
	Reading   time.Duration // for reading one text; default 10 min, as a language model may be slow
	Wait      time.Duration // in line before a question is sent away; default 2 s
	Silence   time.Duration // of the store, asked for its newest sequence, before it counts as gone; default 5 s
	Questions int           // answered at the same time; default 64
	Question  int64         // bytes of a question's body; default 64 KiB
	Records   int64         // bytes of records in one request, unpacked; default 4 GiB
	Kept      int64         // bytes of answers kept to be sent again; default 64 MiB; negative: none
	Stall     time.Duration // between two pieces of a body; default 30 s
	Stop      time.Duration // for answers under way when the server stops; default 10 s
}

func (l Limits) withDefaults() Limits {
	set := func(d *time.Duration, v time.Duration) {
		if *d <= 0 {
			*d = v
		}
	}
	set(&l.Query, 30*time.Second)
	set(&l.Reading, 10*time.Minute)
	set(&l.Wait, 2*time.Second)
	set(&l.Silence, 5*time.Second)
	set(&l.Stall, 30*time.Second)
	set(&l.Stop, 10*time.Second)
	if l.Questions <= 0 {
		l.Questions = 64
	}
	if l.Question <= 0 {
		l.Question = 64 << 10
	}
	if l.Records <= 0 {
		l.Records = 4 << 30
	}
	if l.Kept == 0 {
		l.Kept = 64 << 20
	}
	return l
}

// Server answers HTTP requests about one graph. It is safe for concurrent use; nothing in it changes but the metrics, the
// turns of questions under way, and the answers kept.
type Server struct {
	explorer    *graph.Explorer
	importer    Importer
	extractor   Extractor
	documents   Documents
	pages       *pages
	keys        []storedKey
	hosts       []string
	log         *slog.Logger
	version     string
	limits      Limits
	clock       func() time.Time
	newID       func() string
	metrics     *metrics
	document    document
	relations   relationBody
	tagger      tagger
	kept        *kept
	turns       chan struct{}
	crossOrigin *http.CrossOriginProtection
	handler     http.Handler
}

// New makes a server. It fails on a weak key, a UI without an index, or a missing Explorer.
func New(cfg Config) (*Server, error) {
	if cfg.Explorer == nil {
		return nil, errors.New("api: Config.Explorer is missing")
	}
	s := &Server{
		explorer: cfg.Explorer, importer: cfg.Importer, extractor: cfg.Extractor, documents: cfg.Documents, log: cfg.Logger, version: cfg.Version,
		limits: cfg.Limits.withDefaults(), clock: cfg.Clock, newID: cfg.RequestID,
		crossOrigin: http.NewCrossOriginProtection(),
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.clock == nil {
		s.clock = time.Now
	}
	if s.newID == nil {
		s.newID = newRequestID
	}
	if s.version == "" {
		s.version = "dev"
	}
	for _, k := range cfg.Keys {
		if err := k.check(); err != nil {
			return nil, err
		}
		s.keys = append(s.keys, storedKey{k.Name, k.Role, sha256.Sum256([]byte(k.Secret))})
	}
	for _, h := range cfg.Hosts {
		s.hosts = append(s.hosts, strings.ToLower(strings.TrimSuffix(h, ".")))
	}
	var err error
	if cfg.UI != nil {
		if s.pages, err = newPages(cfg.UI); err != nil {
			return nil, err
		}
	}
	if s.document, err = newDocument(); err != nil {
		return nil, err
	}
	if s.relations, err = newRelationBody(cfg.Explorer.Ontology()); err != nil {
		return nil, err
	}
	s.tagger = newTagger(s.version, cfg.Explorer.StoreID(), s.relations.tag)
	s.turns = make(chan struct{}, s.limits.Questions)
	s.metrics = newMetrics(s.version)
	s.kept = newKept(s.limits.Kept, s.metrics)
	s.handler = headAsGet(s.engine())
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Route is an address that the server answers, in the form of openapi.yaml, with the least role that may use it.
type Route struct {
	Method, Path string
	Role         Role
}

type route struct {
	Route
	handle gin.HandlerFunc
}

// Routes lists what the server answers besides the pages of the UI.
func (s *Server) Routes() []Route {
	var out []Route
	for _, r := range s.routes() {
		out = append(out, r.Route)
	}
	return out
}

func (s *Server) routes() []route {
	const v1 = "/api/v1"
	get := func(path string, role Role, f func(*gin.Context) (reply, error)) route {
		return route{Route{http.MethodGet, path, role}, s.handle(f)}
	}
	post := func(path string, role Role, f func(*gin.Context) (reply, error)) route {
		return route{Route{http.MethodPost, path, role}, s.handle(f)}
	}
	return []route{
		get(v1+"/neighbourhood", Reader, s.getNeighbourhood),
		post(v1+"/neighbourhood", Reader, s.postNeighbourhood),
		get(v1+"/actors", Reader, s.listActors),
		get(v1+"/actors/{id}", Reader, s.getActor),
		get(v1+"/claims", Reader, s.listClaims),
		get(v1+"/claims/{id}", Reader, s.getClaim),
		get(v1+"/ties/{a}/{b}", Reader, s.getTie),
		get(v1+"/timeline", Reader, s.getTimeline),
		get(v1+"/paths", Reader, s.listPaths),
		get(v1+"/sources", Reader, s.listSources),
		get(v1+"/sources/{id}", Reader, s.getSource),
		get(v1+"/sources/{id}/mentions", Reader, s.getMentions),
		get(v1+"/relations", Reader, s.listRelations),
		get(v1+"/stats", Reader, s.getStats),
		get(v1+"/judgements", Reader, s.listJudgements),
		get(v1+"/disputes", Reader, s.listDisputes),
		get(v1+"/proposals", Reader, s.listProposals),
		get(v1+"/proposals/{id}", Reader, s.getProposal),
		get(v1+"/desk", Reader, s.getDesk),
		post(v1+"/records", Writer, s.postRecords),
		post(v1+"/reviews", Writer, s.postReviews),
		post(v1+"/extractions", Writer, s.postExtractions),
		post(v1+"/documents", Writer, s.postDocuments),
		get("/openapi.json", Anyone, s.getOpenapi),
		get("/healthz", Anyone, s.getHealth),
		get("/readyz", Anyone, s.getReadiness),
		get("/metrics", Reader, s.getMetrics),
	}
}

// engine puts the routes behind what every request passes: first its id and its line in the log, last the roles.
func (s *Server) engine() *gin.Engine {
	gin.SetMode(gin.ReleaseMode) // gin's debug mode prints the routes to stdout
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	e.RedirectFixedPath = false
	_ = e.SetTrustedProxies(nil) // cannot fail without proxies
	e.Use(s.record, s.recovered, s.hurried, secured, s.hosted)
	methods := map[string][]string{}
	for _, r := range s.routes() {
		path := strings.NewReplacer("{", ":", "}", "").Replace(r.Path)
		methods[path] = append(methods[path], r.Method)
		handlers := []gin.HandlerFunc{s.needs(r.Role), r.handle}
		if r.Method == http.MethodPost {
			handlers = slices.Insert(handlers, 0, gin.HandlerFunc(s.sameOrigin))
		}
		e.Handle(r.Method, path, handlers...)
	}
	e.NoMethod(func(c *gin.Context) {
		s.fail(c, problem(codeMethod, "%s is not a method of this address; allowed is %s", c.Request.Method, c.Writer.Header().Get("Allow")))
	})
	e.NoRoute(func(c *gin.Context) {
		if !s.pages.serve(c.Writer, c.Request) {
			s.fail(c, s.noRoute(c.Request.URL.Path))
		}
	})
	return e
}

func (s *Server) noRoute(path string) *Problem {
	var paths []string
	for _, r := range s.routes() {
		paths = append(paths, r.Path)
	}
	p := problem(codeNoRoute, "there is nothing at %q; /openapi.json lists what there is", shorten(path))
	if near := nearest(path, paths); near != "" {
		p.Suggestion = near
		p.Detail = fmt.Sprintf("there is nothing at %q; did you mean %s?", shorten(path), near)
	}
	return p
}
