-- Arrays, maps and rows built and taken apart in reports: tags, baskets, matrices, configuration, positions.

-- case: tag_cooccurrence
-- note: pairs inside arrays by combinations, counted and shared
WITH posts(id, tags) AS (VALUES (1, ARRAY['sql', 'aws', 'etl']), (2, ARRAY['aws', 'sql']), (3, ARRAY['etl']), (4, CAST(NULL AS array(varchar(3)))))
SELECT pair[1] AS a, pair[2] AS b, count(*) AS n, array_agg(id ORDER BY id) AS posts
FROM posts CROSS JOIN UNNEST(combinations(array_sort(tags), 2)) AS u(pair)
GROUP BY pair
ORDER BY n DESC, a, b

-- case: best_position_in_ranked_lists
-- note: UNNEST WITH ORDINALITY of search results, clicked position, reciprocal rank mean
WITH q(qid, results, clicked) AS (
  VALUES (1, ARRAY['d1', 'd2', 'd3'], 'd2'), (2, ARRAY['d9'], 'd9'), (3, ARRAY['d4', 'd5'], 'd8'), (4, CAST(ARRAY[] AS array(varchar(2))), NULL)
),
pos AS (
  SELECT q.qid, min(u.n) FILTER (WHERE u.doc = q.clicked) AS pos, count(u.doc) AS shown
  FROM q LEFT JOIN UNNEST(q.results) WITH ORDINALITY AS u(doc, n) ON TRUE
  GROUP BY q.qid
)
SELECT qid, pos, shown, coalesce(1e0 / pos, 0) AS rr, round(avg(coalesce(1e0 / pos, 0)) OVER (), 4) AS mrr
FROM pos
ORDER BY qid

-- case: daily_counters_added_up
-- note: maps merged by map_union_sum-like unnest, then built again in key order
SELECT host, map_agg(k, total) AS counters, sum(total) AS grand
FROM (
  SELECT host, k, sum(v) AS total
  FROM (VALUES ('h1', MAP(ARRAY['get', 'put'], ARRAY[3, 1])), ('h1', MAP(ARRAY['get', 'del'], ARRAY[4, 2])), ('h2', MAP(ARRAY['put'], ARRAY[9])), ('h3', MAP())) AS t(host, m)
  CROSS JOIN UNNEST(m) AS u(k, v)
  GROUP BY host, k
)
GROUP BY host
ORDER BY grand, host

-- case: config_layers_merged
-- note: defaults overridden by team and user maps, later ones win
SELECT u, map_concat(d, t, x) AS cfg, map_concat(d, t, x)['theme'] AS theme, map_entries(x) AS own, cardinality(map_concat(d, t, x)) AS n
FROM (VALUES ('ann', MAP(ARRAY['theme', 'lang'], ARRAY['light', 'en']), MAP(ARRAY['lang'], ARRAY['de']), MAP(ARRAY['theme'], ARRAY['dark'])),
             ('bob', MAP(ARRAY['theme', 'lang'], ARRAY['light', 'en']), MAP(ARRAY['beta'], ARRAY['on']), MAP(CAST(ARRAY[] AS array(varchar)), CAST(ARRAY[] AS array(varchar))))) AS c(u, d, t, x)
ORDER BY u

-- case: array_set_operations_per_user
SELECT u, array_except(after, before) AS added, array_except(before, after) AS removed, array_intersect(before, after) AS kept, arrays_overlap(before, after) AS any_kept, array_union(before, after) AS all_of
FROM (VALUES (1, ARRAY['r', 'w'], ARRAY['r', 'x', 'x']), (2, ARRAY['a'], ARRAY['b']), (3, ARRAY['a', NULL], ARRAY[NULL, 'c'])) AS t(u, before, after)
ORDER BY u

-- case: rows_in_arrays_filtered_and_summed
-- note: order lines as array of named rows: filter, transform, reduce, then exploded again
WITH o AS (
  SELECT id, CAST(lines AS array(row(sku varchar, qty integer, price decimal(8, 2)))) AS lines
  FROM (VALUES (1, ARRAY[ROW('a', 2, 1.50), ROW('b', 1, 10.00), ROW('a', 1, 1.40)]), (2, ARRAY[ROW('c', 5, 0.99)])) AS t(id, lines)
)
SELECT o.id, cardinality(filter(o.lines, r -> r.sku = 'a')) AS a_lines,
       reduce(o.lines, CAST(0 AS decimal(18, 2)), (s, r) -> CAST(s + r.qty * r.price AS decimal(18, 2)), s -> s) AS total,
       l.sku, sum(l.qty) AS qty, max(l.price) AS top_price
FROM o CROSS JOIN UNNEST(o.lines) AS l(sku, qty, price)
GROUP BY o.id, o.lines, l.sku
ORDER BY o.id, qty DESC, l.sku

-- case: survey_multi_select_report
-- note: option lists exploded against a code table, chosen and not chosen options, share of respondents, combos as sorted keys
WITH opt(code, label) AS (
  VALUES ('p', 'Price'), ('q', 'Quality'), ('s', 'Service'), ('x', 'Other')
),
resp(id, seg, picks) AS (
  VALUES (1, 'new', ARRAY['p', 'q']), (2, 'new', ARRAY['q', 'p']), (3, 'old', ARRAY['s']), (4, 'old', CAST(NULL AS array(varchar(1)))),
         (5, 'old', ARRAY['q', 'z', 'q'])
),
picked AS (
  SELECT DISTINCT r.id, r.seg, u.code
  FROM resp r CROSS JOIN UNNEST(r.picks) AS u(code)
),
answered AS (
  SELECT seg, count(*) AS n FROM resp WHERE cardinality(picks) > 0 GROUP BY seg
),
grid AS (
  SELECT a.seg, a.n, o.code, o.label, count(p.id) AS chosen
  FROM answered a
  CROSS JOIN opt o
  LEFT JOIN picked p ON p.seg = a.seg AND p.code = o.code
  GROUP BY a.seg, a.n, o.code, o.label
),
combo AS (
  SELECT seg, array_join(array_sort(array_distinct(picks)), '+') AS combo, count(*) AS n
  FROM resp WHERE picks IS NOT NULL
  GROUP BY 1, 2
)
SELECT g.seg, g.label, g.chosen, round(100.0 * g.chosen / g.n, 1) AS pct,
       (SELECT max(c.n) FROM combo c WHERE c.seg = g.seg) AS biggest_combo,
       (SELECT array_agg(c.combo ORDER BY c.combo) FROM combo c WHERE c.seg = g.seg AND c.combo LIKE '%' || g.code || '%') AS combos_with_it
FROM grid g
ORDER BY g.seg, g.chosen DESC, g.label

-- case: matrix_as_rows_and_transposed
-- note: two-dimensional array to cells, row and column sums, transposed back by array_agg
WITH m(a) AS (VALUES ARRAY[ARRAY[1, 2, 3], ARRAY[4, 5, 6]]),
cells AS (
  SELECT r.i, c.j, c.v FROM m CROSS JOIN UNNEST(m.a) WITH ORDINALITY AS r(rw, i) CROSS JOIN UNNEST(r.rw) WITH ORDINALITY AS c(v, j)
)
SELECT j, array_agg(v ORDER BY i) AS col, sum(v) AS col_sum, (SELECT sum(v) FROM cells WHERE i = 1) AS row1_sum
FROM cells
GROUP BY j
ORDER BY j

-- case: longest_increasing_step_by_reduce
SELECT id, reduce(xs, CAST(ROW(NULL, 0, 0) AS ROW(prev integer, cur integer, best integer)),
  (s, x) -> CAST(ROW(x, IF(x > s.prev, s.cur + 1, 1), greatest(s.best, IF(x > s.prev, s.cur + 1, 1))) AS ROW(prev integer, cur integer, best integer)), s -> s.best) AS best
FROM (VALUES (1, ARRAY[1, 2, 3, 1, 2]), (2, ARRAY[5, 4, 3]), (3, ARRAY[7])) AS t(id, xs)
ORDER BY id

-- case: top_keys_of_a_map
-- note: entries sorted by value with a comparator and sliced
SELECT u, transform(slice(array_sort(map_entries(m), (a, b) -> IF(a[2] > b[2], -1, IF(a[2] < b[2], 1, IF(a[1] < b[1], -1, 1)))), 1, 2), e -> e[1]) AS top2,
       array_max(map_values(m)) AS mx, transform_values(m, (k, v) -> v * 100 / reduce(map_values(m), 0, (s, x) -> s + x, s -> s)) AS pct
FROM (VALUES ('a', MAP(ARRAY['x', 'y', 'z'], ARRAY[5, 9, 5])), ('b', MAP(ARRAY['q'], ARRAY[1]))) AS t(u, m)
ORDER BY u

-- case: missing_key_in_map
-- fails: a subscript with a key that a map lacks
SELECT id, m['price'] AS price
FROM (VALUES (1, MAP(ARRAY['price'], ARRAY[10])), (2, MAP(ARRAY['cost'], ARRAY[7]))) AS t(id, m)
ORDER BY id

-- case: array_statistics_and_predicates
SELECT id, array_min(a) AS mn, array_max(a) AS mx, array_average, all_match(a, x -> x > 0) AS all_pos, none_match(a, x -> x > 100) AS none_big, cardinality(a) AS n, contains(a, 5) AS has5
FROM (SELECT id, a, reduce(a, ROW(0e0, 0), (s, x) -> IF(x IS NULL, s, ROW(s[1] + x, s[2] + 1)), s -> IF(s[2] = 0, NULL, s[1] / s[2])) AS array_average
      FROM (VALUES (1, ARRAY[5, 10, 15]), (2, ARRAY[-1, NULL, 3]), (3, CAST(ARRAY[] AS array(integer)))) AS t(id, a))
ORDER BY id

-- case: group_into_batches_of_three
-- note: list chunked by integer division of positions and by slice over a sequence
WITH ids(a) AS (SELECT array_agg(x ORDER BY x) FROM UNNEST(sequence(11, 18)) AS t(x))
SELECT b + 1 AS batch, slice(a, 3 * b + 1, 3) AS members, cardinality(slice(a, 3 * b + 1, 3)) AS n, array_join(slice(a, 3 * b + 1, 3), ',') AS in_list
FROM ids CROSS JOIN UNNEST(sequence(0, (cardinality(a) - 1) / 3)) AS s(b)
ORDER BY batch

-- case: multimap_of_roles
-- note: keys to many values, inverted, sizes
WITH g(u, r) AS (VALUES ('ann', 'admin'), ('ann', 'dev'), ('bob', 'dev'), ('cid', NULL))
SELECT r, array_sort(array_agg(u)) AS users, transform_values(map_agg(u, length(u)), (k, v) -> v + 1) AS lens, count(*) AS n
FROM g
GROUP BY r
ORDER BY n DESC, r NULLS LAST
