-- case: keys_of_map_agg
SELECT map_keys(map_agg(k, v ORDER BY v)) AS a, map_keys(map_agg(k, v ORDER BY k DESC)) AS b FROM (VALUES ('a', 1), ('b', 2), ('c', 3), ('d', 4), ('open', 5), ('hold', 6)) AS t(k, v)

-- case: keys_of_integers
SELECT map_keys(map_agg(k, v ORDER BY v)) AS a, map_keys(histogram(k)) AS b, map_keys(multimap_agg(BIGINT '3' * k, v)) AS c FROM (VALUES (1, 1), (2, 2), (30, 3), (4, 4), (500, 5), (-6, 6)) AS t(k, v)

-- case: keys_of_histogram
SELECT map_keys(histogram(k)) AS a, map_values(histogram(k)) AS b FROM (VALUES 'utm_source', 'x', 'abc', 'open', 'hold', 'q', 'x') AS t(k)

-- case: keys_of_multimap_agg
SELECT map_keys(multimap_agg(k, 1)) AS a FROM (VALUES 'utm_source', 'x', 'abc', 'open', 'hold', 'q') AS t(k)

-- case: keys_of_map_union
SELECT map_keys(map_union(MAP(ARRAY[k, 'zz'], ARRAY[1, 2]))) AS a FROM (VALUES 'utm_source', 'x', 'abc', 'open', 'hold', 'q') AS t(k)

-- case: keys_of_many_texts
SELECT map_keys(map_agg('w' || CAST(k AS varchar), 1 ORDER BY k)) AS a FROM UNNEST(sequence(1, 60)) AS t(k)

-- case: keys_of_dates_and_times
SELECT map_keys(histogram(d)) AS a, map_keys(histogram(t)) AS b, map_keys(histogram(CAST(t AS timestamp(6)))) AS c, map_keys(histogram(CAST(d AS timestamp(0)))) AS e FROM (VALUES (DATE '2024-01-31', TIMESTAMP '2024-01-31 10:00:00.123'), (DATE '2024-02-29', TIMESTAMP '1969-02-01 10:00:00.000'), (DATE '1960-01-01', TIMESTAMP '2024-03-01 00:00:00.001')) AS x(d, t)

-- case: keys_of_doubles
SELECT map_keys(histogram(d)) AS a, map_keys(histogram(CAST(d AS real))) AS b, map_keys(histogram(CAST(d AS decimal(10, 2)))) AS c, map_keys(histogram(d > 1)) AS e FROM (VALUES 1.5e0, 0e0, -2.25e0, 7e0, 1e3, 0.5e0) AS x(d)

-- case: keys_of_varbinary
SELECT map_keys(histogram(to_utf8(d))) AS a FROM (VALUES 'abc', '', 'x', 'longer than thirty two bytes, surely', 'q') AS x(d)

-- case: keys_of_long_decimals
SELECT cardinality(histogram(CAST(d AS decimal(30, 2)))) AS a, histogram(ROW(d))[ROW(1)] AS b FROM (VALUES 1, 2, 1) AS x(d)

-- case: entries_by_key
SELECT u.k, u.n FROM (SELECT histogram(x) AS h FROM (VALUES 'b', 'a', 'c', 'a') AS t(x)) CROSS JOIN UNNEST(h) WITH ORDINALITY AS u(k, c, n) ORDER BY n

-- case: keys_of_split_to_map
SELECT map_keys(split_to_map('utm_source=1&x=2&y=3&abc=4', '&', '=')) AS a, map_keys(split_to_map('y=1&x=2&a=3', '&', '=')) AS b, map_keys(split_to_multimap('y=1&x=2&a=3&utm_source=1&x=7', '&', '=')) AS c, map_values(split_to_multimap('y=1&x=2&a=3&utm_source=1&x=7', '&', '=')) AS d

-- case: keys_of_a_long_text
SELECT map_keys(split_to_map('a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1&l=1&m=1&n=1', '&', '=')) AS a, map_keys(split_to_map('a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&j=1&k=1&l=1', '&', '=')) AS b, map_keys(split_to_map('müller=1&日本=2&=3', '&', '=')) AS c

-- case: keys_of_map_concat
SELECT map_keys(map_concat(MAP(ARRAY['utm_source', 'x', 'abc'], ARRAY[1,2,3]), MAP(ARRAY['hold', 'abc', 'open'], ARRAY[4,5,6]))) AS a, map_values(map_concat(MAP(ARRAY['utm_source', 'x', 'abc'], ARRAY[1,2,3]), MAP(ARRAY['hold', 'abc', 'open'], ARRAY[4,5,6]))) AS b, map_keys(map_concat(MAP(ARRAY[1, 2], ARRAY[1, 1]), MAP(ARRAY[2, 3], ARRAY[2, 2]), MAP(ARRAY[3, 4], ARRAY[3, 3]))) AS c, map_keys(map_concat(MAP(), MAP(ARRAY[1], ARRAY[1]), MAP())) AS d

-- case: keys_of_what_keeps_them
SELECT map_keys(map_filter(MAP(ARRAY['utm_source', 'x', 'abc'], ARRAY[1,2,3]), (k, v) -> v > 0)) AS b, map_keys(transform_keys(MAP(ARRAY['utm_source', 'x', 'abc'], ARRAY[1,2,3]), (k, v) -> k || '1')) AS c, map_keys(map_zip_with(MAP(ARRAY['utm_source', 'x', 'abc'], ARRAY[1,2,3]), MAP(ARRAY['hold', 'abc', 'open'], ARRAY[1,2,3]), (k, v, w) -> v)) AS d, map_keys(CAST(JSON '{"z":1,"utm_source":2,"a":3,"q":4}' AS map(varchar, integer))) AS e, map_keys(map_from_entries(ARRAY[ROW('z', 1), ROW('utm_source', 2), ROW('a', 3)])) AS f, map_keys(multimap_from_entries(ARRAY[ROW('z', 1), ROW('utm_source', 2), ROW('a', 3)])) AS g, map_keys(array_histogram(ARRAY['z', 'utm_source', 'a', 'z'])) AS h

-- case: typeof_of_an_aggregate
SELECT typeof(sum(DECIMAL '1.5')) AS t FROM (VALUES 1, 2) AS t(a)

-- case: typeof_of_aggregates_alone
SELECT typeof(avg(a)) AS t, typeof(1) AS u, typeof(CAST(max(a) AS varchar(5))) AS v FROM (VALUES 1, 2, 3) AS t(a)

-- case: typeof_of_an_aggregate_of_groups
SELECT b, typeof(array_agg(a)) AS t FROM (VALUES (1, 'x'), (2, 'y'), (3, 'x')) AS t(a, b) GROUP BY b ORDER BY b

-- case: typeof_in_having
SELECT b FROM (VALUES (1, 'x'), (2, 'y'), (3, 'x')) AS t(a, b) GROUP BY b HAVING typeof(sum(a)) = 'bigint' AND count(*) > 1

-- case: time_with_a_zone
SELECT TIME '01:02:03.456 +05:30' AS tz

-- case: keys_of_ordered_groups
SELECT g, map_keys(map_agg(k, v ORDER BY v)) AS b, map_entries(multimap_agg(k, v ORDER BY k)) AS c FROM (VALUES (1, 'a', 1), (1, 'b', 2), (1, 'c', 3), (1, 'd', 4), (1, 'e', 5), (1, 'b', 6), (2, 'x', 1), (2, 'y', 2), (2, 'z', 0)) AS t(g, k, v) GROUP BY g HAVING cardinality(map_agg(k, v ORDER BY v)) > 1 ORDER BY g

-- case: keys_of_one_ordered_group
SELECT map_keys(map_agg(k, v ORDER BY k)) AS b FROM (VALUES (1, 'open', 5), (1, 'hold', 6)) AS t(g, k, v) GROUP BY g

-- case: keys_of_many_numbers
SELECT map_keys(map_agg(k * k, 1 ORDER BY k)) AS a, map_keys(multimap_agg(k, 1 ORDER BY k)) AS b FROM (VALUES 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32) AS t(k)
