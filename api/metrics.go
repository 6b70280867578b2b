package api

import (
	"bytes"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/common/expfmt"
)

// metrics counts what the server does, by route, never by what was asked.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	bytes    *prometheus.CounterVec
	running  prometheus.Gauge
	records  *prometheus.CounterVec
	again    prometheus.Counter
	kept     prometheus.Gauge
}

func newMetrics(version string) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "liaison_http_requests_total", Help: "Requests answered.",
		}, []string{"method", "route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "liaison_http_request_seconds", Help: "Time from the first byte of a request to the last of its answer.",
			Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"route"}),
		bytes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "liaison_http_response_bytes_total", Help: "Bytes of bodies sent, as sent.",
		}, []string{"route"}),
		running: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "liaison_http_requests_running", Help: "Requests under way.",
		}),
		records: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "liaison_records_total", Help: "Lines sent to be recorded, by what became of them.",
		}, []string{"outcome"}),
		again: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "liaison_http_answers_again_total", Help: "Answers sent again without asking the store.",
		}),
		kept: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "liaison_http_answers_kept_bytes", Help: "Memory taken by answers kept to be sent again.",
		}),
	}
	info := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "liaison_build_info", Help: "1, with the version as a label.", ConstLabels: prometheus.Labels{"version": version},
	})
	info.Set(1)
	m.registry.MustRegister(m.requests, m.seconds, m.bytes, m.running, m.records, m.again, m.kept, info,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) begin() { m.running.Inc() }

func (m *metrics) end(method, route string, status, size int, took time.Duration) {
	m.running.Dec()
	m.requests.WithLabelValues(knownMethod(method), route, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
	m.bytes.WithLabelValues(route).Add(float64(size))
}

func (m *metrics) lines(n *ImportSummary) {
	for outcome, n := range map[string]int{"accepted": n.Accepted + n.Added, "known": n.Known, "rejected": n.Rejected} {
		m.records.WithLabelValues(outcome).Add(float64(n))
	}
}

// metricsMedia is the type of Prometheus's text format, the one that every scraper reads.
const metricsMedia = "text/plain; version=0.0.4; charset=utf-8"

func (m *metrics) text() ([]byte, error) {
	families, err := m.registry.Gather()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	for _, f := range families {
		if _, err := expfmt.MetricFamilyToText(&b, f); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// knownMethod keeps the labels few: the method is the client's word.
func knownMethod(m string) string {
	switch m {
	case http.MethodGet, http.MethodPost, http.MethodHead, http.MethodOptions:
		return m
	default:
		return "other"
	}
}
