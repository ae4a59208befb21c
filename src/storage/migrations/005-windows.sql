-- Across all patients, what is due in a week and who was born in a month: found by the day, not by reading every task
-- and every patient. Either has one date; the end beside the start lets a partial date (a month, a year) be told here.
CREATE INDEX resource_by_due ON resource ((facts #>> '{due,0,l}') COLLATE "C", (facts #>> '{due,0,h}') COLLATE "C")
  WHERE type = 'Task' AND NOT deleted;
CREATE INDEX resource_by_birthdate ON resource ((facts #>> '{birthdate,0,l}') COLLATE "C", (facts #>> '{birthdate,0,h}') COLLATE "C")
  WHERE type = 'Patient' AND NOT deleted;
