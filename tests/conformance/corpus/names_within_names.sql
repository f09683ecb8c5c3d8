-- case: cross_join
WITH t (v) AS (VALUES 1, 2), t2 AS (WITH t (v) AS (VALUES 10, 20) SELECT max(v) AS v FROM t) SELECT t.v, t2.v AS m FROM t CROSS JOIN t2 ORDER BY 1

-- case: cross_join_again
WITH t (v) AS (VALUES 1, 2), t2 AS (WITH t AS (SELECT v + 10 AS v FROM t) SELECT max(v) AS v FROM t) SELECT t.v, t2.v AS m FROM t CROSS JOIN t2 ORDER BY 1

-- case: join_cross_join
SELECT * FROM (WITH t AS (SELECT 1 AS x) SELECT * FROM t) a CROSS JOIN (WITH t AS (SELECT 2 AS y) SELECT * FROM t) b

-- case: plain
WITH t AS (SELECT 1 AS x) SELECT (WITH t AS (SELECT 5 AS x) SELECT max(x) FROM t) AS inner_x, x FROM t

-- case: union
WITH a AS (SELECT 1 AS x), b AS (WITH a AS (SELECT 2 AS x) SELECT x FROM a UNION ALL SELECT x + 1 FROM a) SELECT a.x, b.x FROM a JOIN b ON b.x > a.x ORDER BY 2

-- case: plain_again
WITH T AS (SELECT 1 AS x), u AS (WITH t AS (SELECT 3 AS x) SELECT x FROM T) SELECT * FROM u

-- case: plain_thrice
SELECT both FROM (VALUES 1) t(both)

-- case: array_agg
SELECT array_agg(both ORDER BY both) FROM (VALUES 1, 2) t(both)

-- case: length
SELECT length(both) FROM (VALUES 'ab') t(both)

-- case: trim
SELECT trim(both) FROM (VALUES ' ab ') t(both)

-- case: trim_again
SELECT trim(BOTH FROM ' ab '), trim(LEADING FROM ' ab '), trim(TRAILING FROM ' ab ')

-- case: trim_thrice
SELECT trim(BOTH both FROM 'xax') FROM (VALUES 'x') t(both)

-- case: plain_once_more
SELECT max(leading) FROM (VALUES 1, 2) t(leading)

-- case: upper
SELECT upper(trailing) || 'x' FROM (VALUES 'a') t(trailing)

-- case: plain_further
SELECT "$RANK_1", "$x y" FROM (SELECT 1 AS "$RANK_1", 'a' AS "$x y") t WHERE "$RANK_1" < 2

-- case: plain_6
SELECT t."$a" FROM (SELECT 1 AS "$a") t ORDER BY t."$a"

-- case: plain_7
-- fails: column not found
SELECT "$path" FROM (VALUES 1) t(x)

-- case: union_recursive
-- fails: missing column aliases
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3), u AS (WITH RECURSIVE t(n) AS (SELECT 10 UNION ALL SELECT n + 10 FROM t WHERE n < 30) SELECT sum(n) AS s FROM t) SELECT (SELECT sum(n) FROM t), s FROM u

-- case: plain_8
WITH t AS (SELECT 1 AS x), u AS (WITH t AS (SELECT x + 1 AS x FROM t), w AS (SELECT t.x * 10 AS x FROM t) SELECT t.x, w.x AS y FROM t, w) SELECT * FROM u, t ORDER BY 1

-- case: cross_join_thrice
WITH t AS (SELECT 1 AS x) SELECT * FROM (WITH u AS (SELECT * FROM t) SELECT * FROM (WITH t AS (SELECT 7 AS x) SELECT t.x + u.x AS s FROM t CROSS JOIN u) q) r

-- case: plain_9
WITH t AS (SELECT 1 AS x), u AS (WITH t AS (SELECT 2 AS x), t2 AS (WITH t AS (SELECT x + 5 AS x FROM t) SELECT x FROM t) SELECT t.x, t2.x AS y FROM t, t2) SELECT t.*, u.* FROM t, u

-- case: plain_10
WITH t AS (SELECT 1 AS x), u AS (WITH t AS (SELECT 2 AS x) SELECT a.x, b.x AS y FROM t AS a JOIN t AS b ON a.x = b.x) SELECT * FROM u

-- case: exists
WITH t AS (SELECT 1 AS x) SELECT x, EXISTS (WITH t AS (SELECT 5 AS y) SELECT 1 FROM t WHERE t.y > 4) FROM t

-- case: union_again
WITH t AS (SELECT 1 AS x) SELECT x FROM t WHERE x IN (WITH t AS (SELECT 1 AS x UNION ALL SELECT 2) SELECT x FROM t)

-- case: plain_11
-- fails: column not found
WITH t(a) AS (SELECT 1), u AS (WITH t(b) AS (SELECT 3) SELECT a FROM t) SELECT * FROM u

-- case: trim_once_more
SELECT trim(leading || 'x ') FROM (VALUES ' ab ') t(leading)

-- case: trim_both
SELECT trim(both.x) FROM (VALUES ' ab ') both(x)

-- case: trim_upper
SELECT trim(BOTH 'a' FROM 'aba'), trim('a' FROM 'aba'), trim(LEADING upper('a') FROM 'Ab')

-- case: plain_12
SELECT both, leading, trailing FROM (VALUES (1, 2, 3)) t(both, leading, trailing) WHERE both = 1 GROUP BY both, leading, trailing

-- case: plain_13
-- fails: column not found
SELECT "$size" FROM (VALUES 1) t(x)
