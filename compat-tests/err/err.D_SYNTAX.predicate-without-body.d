/* A predicate must have a body. */
BEGIN
/1/
