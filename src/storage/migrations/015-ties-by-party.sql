-- To whom somebody is tied: where nothing in a search leads to few rows, it begins there (search/from-ties.ts). Two members' ties of one
-- party lie side by side; who is tied to a member is still found by the other index.
CREATE INDEX tie_by_party ON tie (party, ground, shard);
