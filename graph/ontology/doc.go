// Package ontology holds the relations that claims may use, as data, and loads
// them together with those that users add.
//
// The data directory is the ontology; everything in it may be read and edited
// with a text editor, one relation a line:
//
//   - types.ndjson: the 16 PLOVER event types and their modes, and STATEMENT,
//     our own root for words that PLOVER drops;
//   - cameo.ndjson: every CAMEO code as `cameo-CODE`, below its PLOVER mode or
//     type, below its three-digit code where both fall under the same mode, or
//     below the everyday relation that means just the same;
//   - everyday.ndjson: what people say (`share-intelligence`, `meet`);
//   - structural.ndjson: what holds for a time (`part-of`, `owns`, `sibling-of`);
//   - contexts.ndjson, sectors.ndjson: PLOVER's contexts and actor sectors;
//   - icews.tsv: event texts of ICEWS and GDELT with their CAMEO codes.
//
// A relation that has ever been stored with data keeps its id, parent and
// symmetry for good (graph.Ontology.Check); words and scores may be improved.
//
// Types, modes, scores, quad classes and contexts follow the PLOVER manual
// (draft 2.0, openeventdata/PLOVER, CC BY-SA 4.0), the place of a CAMEO code
// PLOVER's conversion table of 2021, its score Goldstein's scale. Labels and
// descriptions are our own. `basis` tells which is which: plover, table,
// suggested (an open case in PLOVER that we decided) and own.
package ontology
