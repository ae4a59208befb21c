-- Work lists: the tasks of one owner in one status, the next one due first. A page of such a list is the next few entries
-- here, however long the list is and wherever in it the page begins. What has no due date comes last: `~` sorts after every date.
CREATE INDEX resource_by_work ON resource (
  (links #>> '{owner,0}'),
  (facts #>> '{status,0}'),
  (coalesce(facts #>> '{due,0,l}', '~') COLLATE "C"),
  id
) WHERE type = 'Task' AND NOT deleted;
