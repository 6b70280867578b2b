package neo4jstore

import "context"

// settle makes visible what was written whole but not shown, as when its writer died between the two. It takes the
// writers' lock, so that what it shows was applied; where there is nothing to show, it waits for no writer.
func (s *Store) settle(ctx context.Context) error {
	rows, err := s.read(ctx, `MATCH (h:Head {liaison: 'head'}) WITH h.sequence AS shown MATCH (s:Store {liaison: 'store'}) WHERE s.written > shown RETURN shown`, nil)
	if err != nil || len(rows) == 0 {
		return err
	}
	var written row
	err = s.write(ctx, func(t *tx) error {
		rows, err := t.run(ctx, `MATCH (s:Store {liaison: 'store'}) SET s.locked = true RETURN s.written, s.writtenAt`, nil)
		if err == nil {
			written = rows[0]
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.show(ctx, written[0], written[1])
}

// show lets readers see all up to a sequence. What it shows has to be applied whole.
func (s *Store) show(ctx context.Context, sequence, recorded any) error {
	return s.write(ctx, func(t *tx) error {
		_, err := t.run(ctx, `MATCH (h:Head {liaison: 'head'}) SET h.locked = true WITH h WHERE h.sequence < $sequence
			SET h.sequence = $sequence, h.recorded = $recorded`, map[string]any{"sequence": sequence, "recorded": recorded})
		return err
	})
}
