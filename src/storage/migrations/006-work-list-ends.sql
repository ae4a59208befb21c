-- The end of the due date beside its start: a list "from today on" passes by what is over without looking at its rows.
DROP INDEX resource_by_work;
CREATE INDEX resource_by_work ON resource (
  (links #>> '{owner,0}'),
  (facts #>> '{status,0}'),
  (coalesce(facts #>> '{due,0,l}', '~') COLLATE "C"),
  id,
  ((facts #>> '{due,0,h}') COLLATE "C")
) WHERE type = 'Task' AND NOT deleted;
