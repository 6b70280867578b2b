package dates_test

import (
	"strings"
	"testing"

	"liaison/graph"
	"liaison/graph/extract/dates"
)

// news is a text as reports are: sentences of 20 to 30 words, with a date in every other one.
const news = `The foreign minister said on Thursday that his government had rejected the proposal which mediators put forward in Geneva last week, and that talks would not resume.
Two brigades crossed the river at dawn and took up positions around the market town, whose council had asked for help from the capital, witnesses and a local officer said.
Since 2014 the two neighbours have traded accusations over the disputed islands, which both of them claim, and over the treatment of fishermen who are arrested there.
In December 2019 the court ordered the company to pay damages to the families, a ruling that the ministry of justice described as an attack on the country.
A spokesman for the rebels denied that the convoy had been shelled, and accused the army of moving its guns into villages where nobody may enter or leave.
The agency will send 1,500 tonnes of grain to the port, 20 trucks and two ships, if the road that leads to the north of the province stays open.
`

func BenchmarkFind(b *testing.B) {
	f := finder(b)
	text := strings.Repeat(news, 10)
	sentences := strings.Count(text, "\n")
	day, _ := graph.ParseDay("2024-12-20")
	c := dates.Context{Published: graph.ExactDay(day)}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		f.Find(text, c)
	}
	b.ReportMetric(float64(sentences*b.N)/b.Elapsed().Seconds(), "sentences/s")
}
