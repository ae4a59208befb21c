-- For histories of a type and of the whole server, newest first, and for `_since`. Moments of one type grow, so each new
-- entry goes to the end of its type's stretch; what was written in the same millisecond is put in order when it is read.
CREATE INDEX version_by_time ON version (type, updated);
