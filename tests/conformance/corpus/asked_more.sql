-- Things asked about Presto, Trino and Athena (forums, issue threads, the athena.guide articles), with data in the question's shape.

-- case: cities_and_countries
-- note: after athena.guide "Flatten arrays into rows": unnest with qualified alias
SELECT unnested_cities.city, cities_and_countries.country, cardinality(cities) AS of_country FROM (VALUES ('se', ARRAY['Stockholm', 'Göteborg', 'Malmö']), ('us', ARRAY['New York']), ('no', NULL)) AS cities_and_countries(country, cities) CROSS JOIN UNNEST(cities_and_countries.cities) AS unnested_cities (city) ORDER BY city

-- case: people_maps_filtered
-- note: after the Athena guide on flattening: array of maps, ages cast
WITH dataset AS (SELECT 'engineering' as department, ARRAY[MAP(ARRAY['first', 'last', 'age'],ARRAY['Bob', 'Smith', '40']), MAP(ARRAY['first', 'last', 'age'],ARRAY['Jane', 'Doe', '30']), MAP(ARRAY['first', 'last'],ARRAY['Billy', 'Smith'])] AS people)
SELECT names['last'] AS last_name, count(*) AS n, max(try_cast(element_at(names, 'age') AS integer)) AS oldest, listagg(names['first'], '&') WITHIN GROUP (ORDER BY names['first'] DESC) AS firsts FROM dataset CROSS JOIN UNNEST(people) AS t(names) GROUP BY names['last'] ORDER BY last_name

-- case: top_n_per_group_with_others_share
-- note: top per category (data-dynamics patterns post), share of the rest
SELECT category, product, revenue, rn, sum(revenue) OVER (PARTITION BY category) - sum(revenue) OVER (PARTITION BY category ORDER BY rn) AS remaining FROM (SELECT category, product, revenue, row_number() OVER (PARTITION BY category ORDER BY revenue DESC, product) AS rn FROM (VALUES ('a', 'p', 10), ('a', 'q', 10), ('a', 'r', 5), ('b', 's', 1)) AS sales(category, product, revenue)) WHERE rn <= 2 ORDER BY category, rn

-- case: interval_gap_since_previous
-- note: difference of timestamps over lag as interval, compared to INTERVAL '30' MINUTE
SELECT user_id, event_time, event_time - lag(event_time) OVER w AS gap, coalesce(event_time - lag(event_time) OVER w > INTERVAL '30' MINUTE, true) AS new_session, count_if(x) OVER (PARTITION BY user_id ORDER BY event_time) AS sid FROM (SELECT *, coalesce(event_time - lag(event_time) OVER (PARTITION BY user_id ORDER BY event_time) > INTERVAL '30' MINUTE, true) AS x FROM (VALUES (1, TIMESTAMP '2026-01-01 23:50:00'), (1, TIMESTAMP '2026-01-02 00:20:00'), (1, TIMESTAMP '2026-01-02 00:50:00.001'), (2, TIMESTAMP '2026-01-01 00:00:00')) AS e(user_id, event_time)) WINDOW w AS (PARTITION BY user_id ORDER BY event_time) ORDER BY user_id, event_time

-- case: group_by_alias_asked
-- fails: an alias is not visible in GROUP BY
SELECT date_trunc('month', d) AS mth, count(*) AS n FROM (VALUES DATE '2026-01-01') AS t(d) GROUP BY mth

-- case: distinct_on_substitute
-- note: the first row per key as a whole row by min_by over a ROW
SELECT k, r.a AS a, r.b AS b FROM (SELECT k, min_by(CAST(ROW(a, b) AS ROW(a integer, b varchar)), ts) AS r FROM (VALUES ('x', 1, 'one', 5), ('x', 2, 'two', 3), ('y', 3, NULL, 1)) AS t(k, a, b, ts) GROUP BY k) ORDER BY k

-- case: where_on_empty_and_null_text
-- note: why <> '' drops NULL
SELECT count(*) AS all_rows, count_if(s <> '') AS not_empty, count_if(NOT (s = '')) AS negated, count_if(coalesce(s, '') = '') AS blank, count_if(s IS DISTINCT FROM '') AS distinct_from, count_if(length(s) > 0 OR s IS NULL) AS either FROM (VALUES 'a', '', NULL, ' ') AS t(s)

-- case: array_agg_filter_nulls_and_distinct
-- note: nulls in array_agg and how to be rid of them
SELECT array_agg(x ORDER BY x) AS with_null, array_agg(x ORDER BY x DESC) FILTER (WHERE x IS NOT NULL) AS without, array_agg(DISTINCT x ORDER BY x NULLS FIRST) AS uniq, cardinality(array_agg(x) FILTER (WHERE x > 100)) AS none FROM (VALUES 2, NULL, 1, 2) AS t(x)

-- case: org_tree_with_levels
-- note: recursive CTE with an array path and cycle guard
WITH RECURSIVE emp(id, name, boss) AS (VALUES (1, 'ceo', NULL), (2, 'cto', 1), (3, 'dev', 2), (4, 'cfo', 1), (5, 'odd', 6), (6, 'even', 5)),
tree(id, name, lvl, path) AS (SELECT id, name, 1, ARRAY[id] FROM emp WHERE boss IS NULL UNION ALL SELECT e.id, e.name, t.lvl + 1, t.path || e.id FROM emp e JOIN tree t ON e.boss = t.id WHERE NOT contains(t.path, e.id))
SELECT lpad('', (lvl - 1) * 2, ' ') || name AS chart, array_join(path, '.') AS path, (SELECT count(*) FROM tree s WHERE contains(s.path, t.id)) - 1 AS below FROM tree t ORDER BY path

-- case: bill_of_materials
-- note: quantities multiplied down a hierarchy, summed per leaf
WITH RECURSIVE parts(parent, child, qty) AS (VALUES ('bike', 'wheel', 2), ('wheel', 'spoke', 32), ('wheel', 'rim', 1), ('bike', 'frame', 1), ('frame', 'tube', 3)),
x(child, total) AS (SELECT child, qty FROM parts WHERE parent = 'bike' UNION ALL SELECT p.child, x.total * p.qty FROM x JOIN parts p ON p.parent = x.child)
SELECT child, sum(total) AS need FROM x WHERE child NOT IN (SELECT parent FROM parts) GROUP BY child ORDER BY need DESC, child

-- case: pivot_months_dynamic_map
-- note: no PIVOT in Trino: map_agg and element_at, missing months zero
SELECT name, coalesce(kv['Jan'], 0) AS jan, coalesce(element_at(kv, 'Feb'), 0) AS feb, reduce(map_values(kv), 0.0, (s, x) -> s + x, s -> s) AS total FROM (SELECT name, map_agg(date_format(d, '%b'), amt) AS kv FROM (VALUES ('x', DATE '2026-01-31', 1.5e0), ('x', DATE '2026-02-01', 2e0), ('y', DATE '2026-01-01', 4e0)) AS t(name, d, amt) GROUP BY name) ORDER BY name

-- case: greatest_ignoring_nulls
-- note: greatest with nulls left out
SELECT id, greatest(a, b, c) AS g, array_max(filter(ARRAY[a, b, c], x -> x IS NOT NULL)) AS g2, coalesce(greatest(a, b), a, b) AS g3, array_max(ARRAY[a, b, c]) AS g4 FROM (VALUES (1, 1, NULL, 3), (2, NULL, NULL, NULL), (3, 5, 4, -1)) AS t(id, a, b, c) ORDER BY id

-- case: overlapping_intervals_merged
-- note: covering ranges by running max of the end
SELECT room, min(s) AS s, max(e) AS e, count(*) AS bookings FROM (SELECT *, sum(fresh) OVER (PARTITION BY room ORDER BY s, e) AS grp FROM (SELECT *, IF(s <= max(e) OVER (PARTITION BY room ORDER BY s, e ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0, 1) AS fresh FROM (VALUES ('r', 1, 5), ('r', 2, 3), ('r', 4, 7), ('r', 8, 9), ('q', 1, 1)) AS b(room, s, e))) GROUP BY room, grp ORDER BY room, s

-- case: running_total_reset
-- note: running total that restarts when it passes ten, by reduce
SELECT array_join(reduce(array_agg(x ORDER BY i), CAST(ROW(0, ARRAY[]) AS ROW(t integer, out array(integer))), (s, x) -> CAST(ROW(IF(s.t >= 10, x, s.t + x), s.out || IF(s.t >= 10, x, s.t + x)) AS ROW(t integer, out array(integer))), s -> s.out), ',') AS totals FROM (VALUES (1, 4), (2, 5), (3, 3), (4, 9), (5, 1), (6, 2)) AS v(i, x)

-- case: percent_formats
-- fails: invalid cast argument
-- note: percentages as text in several ways
SELECT n, d, format('%.2f%%', 100.0 * n / d) AS a, CAST(CAST(100e0 * n / d AS decimal(5,1)) AS varchar) || '%' AS b, format('%5d|%-5s|%05.1f|%,d', n, CAST(n AS varchar), n / CAST(d AS double), n * 1000000) AS c, format_number(n * 12345) AS e FROM (VALUES (1, 3), (2, 3), (-1, 8), (1000, 7)) AS t(n, d) ORDER BY n

-- case: timestamp_with_zone_grouping
-- note: equal instants in two zones group together, min keeps one
SELECT count(*) AS n, count(DISTINCT z) AS instants, min(CAST(z AS timestamp)) AS lo, max(to_unixtime(z)) AS unix, bool_and(z >= TIMESTAMP '2026-01-01 00:00:00 UTC') AS ok FROM (VALUES TIMESTAMP '2026-01-01 01:00:00 Europe/Paris', TIMESTAMP '2026-01-01 00:00:00 UTC', TIMESTAMP '2026-01-01 05:30:00 +05:30', TIMESTAMP '2026-06-01 00:00:00 UTC') AS t(z)

-- case: like_with_literal_wildcards
-- note: underscores and percent signs taken literally
SELECT s, s LIKE 'a\_%' ESCAPE '\' AS a, s LIKE '%100!%%' ESCAPE '!' AS b, s LIKE 'A%' AS c, starts_with(s, 'a_') AS d, regexp_like(s, '^a_') AS e FROM (VALUES 'a_b', 'axb', 'is 100% ok', '') AS t(s) ORDER BY s

-- case: integer_average_and_ratio
-- note: why a ratio of counts is zero and its remedies
SELECT count_if(ok) / count(*) AS zero, count_if(ok) * 1.0 / count(*) AS dec, CAST(count_if(ok) AS double) / count(*) AS dbl, avg(IF(ok, 1, 0)) AS av, avg(IF(ok, 1.0, 0.0)) AS av_dec, round(avg(IF(ok, 100.0, 0)), 2) AS pct FROM (VALUES true, false, NULL) AS t(ok)

-- case: exists_and_in_with_aggregates
-- note: orders of customers whose every order is large, three shapes of the question
WITH o(c, amt) AS (VALUES ('a', 5), ('a', 50), ('b', 70), ('b', 90), ('c', NULL))
SELECT c, count(*) AS n, bool_and(amt > 20) AS every_, c IN (SELECT c FROM o GROUP BY c HAVING min(amt) > 20) AS in_, 20 < ALL (SELECT amt FROM o i WHERE i.amt IS NOT NULL AND i.amt > 60) AS all_ FROM o GROUP BY c ORDER BY c
