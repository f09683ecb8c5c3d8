-- case: neighbours_sorted
WITH edges (a, b) AS (VALUES ('ann', 'bob'), ('ann', 'cat'), ('bob', 'cat'), ('cat', 'dan'), ('dan', 'eve')), sym AS (SELECT a, b FROM edges UNION SELECT b, a FROM edges), deg AS (SELECT a AS node, count(*) AS degree, array_sort(array_agg(b)) AS nbrs FROM sym GROUP BY a) SELECT d.node, (SELECT array_join(array_sort(array_agg(o.node)), ',') FROM deg o WHERE o.node <> d.node AND NOT contains(d.nbrs, o.node) AND arrays_overlap(o.nbrs, d.nbrs)) AS suggestions FROM deg d ORDER BY d.node

-- case: neighbours_as_they_come
WITH edges (a, b) AS (VALUES ('ann', 'bob'), ('ann', 'cat'), ('bob', 'cat'), ('cat', 'dan'), ('dan', 'eve')), sym AS (SELECT a, b FROM edges UNION SELECT b, a FROM edges), deg AS (SELECT a AS node, count(*) AS degree, array_agg(b) AS nbrs FROM sym GROUP BY a) SELECT d.node, (SELECT array_join(array_sort(array_agg(o.node)), ',') FROM deg o WHERE o.node <> d.node AND NOT contains(d.nbrs, o.node) AND arrays_overlap(o.nbrs, d.nbrs)) AS suggestions FROM deg d ORDER BY d.node

-- case: neighbours_counted
WITH edges (a, b) AS (VALUES ('ann', 'bob'), ('ann', 'cat'), ('bob', 'cat'), ('cat', 'dan'), ('dan', 'eve')), sym AS (SELECT a, b FROM edges UNION SELECT b, a FROM edges), deg AS (SELECT a AS node, count(*) AS degree, array_agg(b) AS nbrs FROM sym GROUP BY a) SELECT d.node, (SELECT count(*) FROM deg o WHERE contains(d.nbrs, o.node)) AS n FROM deg d ORDER BY d.node

-- case: neighbours_of_one_way
WITH edges (a, b) AS (VALUES ('ann', 'bob'), ('ann', 'cat'), ('bob', 'cat'), ('cat', 'dan'), ('dan', 'eve')), deg AS (SELECT a AS node, count(*) AS degree, array_agg(b) AS nbrs FROM edges GROUP BY a) SELECT d.node, (SELECT count(*) FROM deg o WHERE contains(d.nbrs, o.node)) AS n FROM deg d ORDER BY d.node

-- case: neighbours_joined
WITH edges (a, b) AS (VALUES ('ann', 'bob'), ('ann', 'cat'), ('bob', 'cat'), ('cat', 'dan'), ('dan', 'eve')), deg AS (SELECT a AS node, array_agg(b) AS nbrs FROM edges GROUP BY a) SELECT d.node, (SELECT count(*) FROM edges o WHERE contains(d.nbrs, o.a)) AS n FROM deg d LEFT JOIN edges e ON e.a = d.node ORDER BY d.node, e.b

-- case: above_the_average_of_doubles
WITH e(d, s) AS (VALUES ('a', 0.1e0), ('a', 0.2e0), ('a', 0.3e0), ('b', 1e16), ('b', 1e0), ('b', -1e16), ('c', 0.7e0)), g AS (SELECT d, avg(s) AS m, sum(s) AS t FROM e GROUP BY d) SELECT g.d, (SELECT count(*) FROM e WHERE e.s >= g.m) AS n, (SELECT max(e.s) FROM e WHERE e.s <= g.t AND e.d <> g.d) AS x FROM g ORDER BY g.d

-- case: numbered_rows_of_ties
WITH t(k, v) AS (VALUES ('a', 1), ('b', 1), ('c', 1), ('d', 2)), n AS (SELECT k, v, row_number() OVER (ORDER BY v) AS i FROM t) SELECT count(*) AS rows, count(m) AS found FROM (SELECT n.k, (SELECT min(t.v) FROM t WHERE t.v >= n.v AND n.i > 0 AND t.k >= 'a') AS m FROM n)

-- case: first_rows_of_no_order
WITH t(k, v) AS (VALUES ('a', 1), ('b', 2), ('c', 3), ('d', 4)), f AS (SELECT k, v FROM t LIMIT 3) SELECT count(*) AS rows, count(m) AS found FROM (SELECT f.k, (SELECT sum(t.v) FROM t WHERE t.v <> f.v) AS m FROM f)

-- case: lateral_over_lists_as_they_come
WITH t(k, v) AS (VALUES ('a', 1), ('a', 2), ('b', 3), ('b', 4)), l AS (SELECT k, array_agg(v) AS vs FROM t GROUP BY k) SELECT l.k, s.n, s.t FROM l CROSS JOIN LATERAL (SELECT count(*) AS n, sum(v) AS t FROM UNNEST(l.vs) AS u(v)) AS s ORDER BY l.k

-- case: lists_within_lists
-- fails: not supported
WITH t(k, v) AS (VALUES ('a', 1), ('a', 2), ('b', 3), ('b', 4), ('c', 2)), l AS (SELECT k, array_agg(v) AS vs FROM t GROUP BY k) SELECT k, (SELECT count(*) FROM l m WHERE arrays_overlap(m.vs, l.vs) AND (SELECT sum(x) FROM UNNEST(l.vs) AS u(x)) >= (SELECT sum(x) FROM UNNEST(m.vs) AS u(x))) AS n FROM l ORDER BY k
