-- Arrays, maps and lambdas in the way analytics code uses them; after Trino's documentation, Athena's guide and public notes.

-- case: indexed_values_rebuilt
-- note: after a metadata lake generator: array rebuilt by position from rows (s, val)
SELECT recid, CASE WHEN g IS NULL THEN NULL ELSE transform(sequence(1, array_max(transform(g, x -> x.s))), i -> element_at(transform(filter(g, x -> x.s = i), x -> x.val), 1)) END AS vals
FROM (VALUES (1, CAST(ARRAY[ROW(3, 'c'), ROW(1, 'a')] AS ARRAY(ROW(s integer, val varchar)))), (2, NULL)) AS t(recid, g) ORDER BY recid

-- case: visits_by_day_extremes
-- note: after a foot traffic query: JSON text to array of smallint, extremes and their positions
SELECT id, array_max(v) AS hi, array_position(v, array_max(v)) AS on_day, array_min(v) AS lo, reduce(v, 0, (s, x) -> s + x, s -> s) AS total, typeof(v) AS t FROM (SELECT id, CAST(json_parse(visits) AS array<SMALLINT>) AS v FROM (VALUES (1, '[3,9,9,0]'), (2, '[7]')) AS p(id, visits)) ORDER BY id

-- case: basket_rules
-- note: association rules from combinations of baskets
WITH b AS (SELECT id, array_sort(array_distinct(array_agg(item))) AS items FROM (VALUES (1, 'beer'), (1, 'chips'), (1, 'beer'), (2, 'beer'), (2, 'chips'), (2, 'dip'), (3, 'dip')) AS t(id, item) GROUP BY id)
SELECT p[1] AS a, p[2] AS b, count(*) AS n, CAST(count(*) AS double) / (SELECT count(*) FROM b) AS support FROM b CROSS JOIN UNNEST(combinations(items, 2)) AS c(p) GROUP BY p ORDER BY n DESC, a, b

-- case: jaccard_of_tags
-- note: set similarity over a self join
WITH t(id, tags) AS (VALUES (1, ARRAY['a', 'b', 'c']), (2, ARRAY['b', 'c', 'd', 'c']), (3, ARRAY[]), (4, NULL))
SELECT x.id AS l, y.id AS r, cardinality(array_intersect(x.tags, y.tags)) AS common, TRY(CAST(cardinality(array_intersect(x.tags, y.tags)) AS double) / nullif(cardinality(array_union(x.tags, y.tags)), 0)) AS jaccard FROM t x JOIN t y ON x.id < y.id ORDER BY 1, 2

-- case: map_counters_merged
-- note: counters per key added across rows, four ways
SELECT map_union(m) IS NOT NULL AS has_any, reduce_agg(cardinality(m), BIGINT '0', (a, b) -> a + b, (a, b) -> a + b) AS keys, map_zip_with(max_by(m, id), min_by(m, id), (k, a, b) -> coalesce(a, 0) - coalesce(b, 0)) AS change FROM (VALUES (1, MAP(ARRAY['x', 'y'], ARRAY[1, 2])), (2, MAP(ARRAY['y', 'z'], ARRAY[5, NULL]))) AS t(id, m)

-- case: map_filtered_and_keyed
-- note: map lambdas chained
SELECT transform_keys(map_filter(m, (k, v) -> v > 1 AND k <> 'skip'), (k, v) -> upper(k) || '_' || CAST(v AS varchar)) AS m2, map_values(transform_values(m, (k, v) -> v * length(k))) AS vs, any_match(map_values(m), v -> v IS NULL) AS has_null, map_top FROM (SELECT m, array_sort(map_entries(m), (a, b) -> IF(a[2] < b[2], 1, IF(a[2] = b[2], 0, -1)))[1][1] AS map_top FROM (VALUES MAP(ARRAY['ab', 'c', 'skip'], ARRAY[3, 1, 9])) AS t(m))

-- case: duplicate_keys
-- fails: a key twice
SELECT map_from_entries(ARRAY[ROW('a', 1), ROW('b', 2), ROW('a', 3)]) AS m

-- case: multimap_of_duplicates
-- note: the lenient way
SELECT multimap_from_entries(ARRAY[ROW('a', 1), ROW('b', 2), ROW('a', 3)]) AS m, split_to_multimap('k=1&k=2&l=', '&', '=') AS s, map_agg(k, v) AS g FROM (VALUES ('x', 1), (NULL, 2)) AS t(k, v)

-- case: run_length_encoding
-- note: reduce with a row state over characters
SELECT s, array_join(transform(reduce(regexp_extract_all(s, '(.)\1*'), CAST(ARRAY[] AS array(varchar)), (a, x) -> a || x, a -> a), r -> substr(r, 1, 1) || CAST(length(r) AS varchar)), '') AS rle FROM (VALUES 'aaabccd', '', 'zz') AS t(s) ORDER BY s

-- case: matrix_transposed
-- note: nested lambdas over a matrix
SELECT transform(sequence(1, cardinality(m[1])), j -> transform(m, r -> r[j])) AS t, transform(m, r -> reduce(r, 0e0, (s, x) -> s + x * x, s -> sqrt(s))) AS norms, flatten(m) AS flat FROM (VALUES (ARRAY[ARRAY[1, 2, 2], ARRAY[0, 3, 4]])) AS x(m)

-- case: cosine_of_texts
-- note: cosine_similarity on word counts
SELECT a.id AS l, b.id AS r, round(cosine_similarity(a.v, b.v), 6) AS cos FROM (SELECT id, transform_values(histogram(w), (k, n) -> CAST(n AS double)) AS v FROM (VALUES (1, 'to be or not to be'), (2, 'not to worry'), (3, 'zzz')) AS d(id, t) CROSS JOIN UNNEST(split(t, ' ')) AS u(w) GROUP BY id) a, (SELECT 2 AS id, MAP(ARRAY['not', 'to', 'worry'], ARRAY[1e0, 1e0, 1e0]) AS v) b ORDER BY a.id

-- case: json_like_rows_sorted
-- note: array of rows sorted by a field, first and last fields taken
SELECT id, transform(array_sort(xs, (a, b) -> CASE WHEN a.score > b.score THEN -1 WHEN a.score < b.score THEN 1 ELSE IF(a.name < b.name, -1, 1) END), x -> x.name) AS names, array_max(transform(xs, x -> x.score)) AS best, none_match(xs, x -> x.score < 0) AS ok FROM (VALUES (1, CAST(ARRAY[ROW('b', 2.5), ROW('a', 2.5), ROW('c', 9)] AS ARRAY(ROW(name varchar, score decimal(4,1))))), (2, ARRAY[])) AS t(id, xs) ORDER BY id

-- case: sets_with_nulls
-- note: the null rules of the set functions side by side
SELECT array_intersect(a, b) AS i, array_union(a, b) AS u, array_except(a, b) AS e, arrays_overlap(a, b) AS o, contains(a, 9) AS c, array_remove(a, 1) AS r, array_sort(a) AS s, array_distinct(a || b) AS d FROM (VALUES (ARRAY[3, NULL, 1, NULL], ARRAY[1, NULL, 5])) AS t(a, b)

-- case: windowed_pairs
-- note: ngrams of numbers turned into differences
SELECT ngrams(xs, 2) AS pairs, transform(ngrams(xs, 2), p -> p[2] - p[1]) AS diffs, zip(xs, slice(xs, 2, 10)) AS z, trim_array(xs, 2) AS head FROM (VALUES (ARRAY[1, 4, 9, 16])) AS t(xs)

-- case: prime_sieve
-- note: a puzzle in lambdas
SELECT filter(sequence(2, 30), n -> none_match(sequence(2, n), d -> d < n AND n % d = 0)) AS primes

-- case: histogram_to_bars
-- note: a text chart from counts
SELECT bucket, n, rpad('', CAST(n AS bigint), '#') || ' ' || CAST(n AS varchar) AS chart FROM (SELECT histogram(x / 10 * 10) AS h FROM (VALUES 3, 7, 12, 19, 11, 35) AS t(x)) CROSS JOIN UNNEST(h) AS u(bucket, n) ORDER BY bucket

-- case: subscript_zero_of_split
-- fails: arrays start at one
SELECT split('a,b', ',')[0] AS first

-- case: unnest_ragged_with_map
-- note: array and map of different lengths unnested together
SELECT id, x, k, v, n FROM (VALUES (1, ARRAY['p', 'q', 'r'], MAP(ARRAY[1], ARRAY['one'])), (2, CAST(ARRAY[] AS array(varchar)), MAP(ARRAY[7, 8], ARRAY['g', NULL])), (3, NULL, NULL)) AS t(id, xs, m) LEFT JOIN UNNEST(xs, m) WITH ORDINALITY AS u(x, k, v, n) ON true WHERE coalesce(k, 0) < 8 ORDER BY id, n
