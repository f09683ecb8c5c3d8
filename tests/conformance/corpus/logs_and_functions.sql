-- case: hits_date_diff_lag
WITH hits(usr, ts) AS (VALUES ('ana', TIMESTAMP '2024-02-28 23:50:00'), ('ana', TIMESTAMP '2024-02-29 00:05:00'), ('ana', TIMESTAMP '2024-02-29 01:00:00'), ('bo', TIMESTAMP '2024-02-29 12:00:00'), ('bo', TIMESTAMP '2024-02-29 12:29:59.999')), flagged AS (SELECT usr, ts, IF(date_diff('minute', lag(ts) OVER (PARTITION BY usr ORDER BY ts), ts) < 30, 0, 1) AS is_new FROM hits), sess AS (SELECT usr, ts, sum(is_new) OVER (PARTITION BY usr ORDER BY ts ROWS UNBOUNDED PRECEDING) AS sid FROM flagged) SELECT usr, sid, min(ts) AS started, max(ts) - min(ts) AS duration, count(*) AS n FROM sess GROUP BY usr, sid ORDER BY usr, sid

-- case: date_add_row_number_date_format
WITH d(host, day) AS (VALUES ('a', DATE '2024-02-27'), ('a', DATE '2024-02-28'), ('a', DATE '2024-02-29'), ('a', DATE '2024-03-02'), ('b', DATE '2023-12-31'), ('b', DATE '2024-01-01')), g AS (SELECT host, day, date_add('day', -CAST(row_number() OVER (PARTITION BY host ORDER BY day) AS integer), day) AS island FROM d) SELECT host, min(day) AS first_day, max(day) AS last_day, count(*) AS len, array_join(array_agg(date_format(day, '%a') ORDER BY day), '>') AS dows FROM g GROUP BY host, island ORDER BY host, first_day

-- case: from_iso8601_timestamp_json_extract_scalar_json_extract
WITH ct(eventtime, useridentity, requestparameters) AS (VALUES ('2024-05-01T10:00:00Z', CAST(ROW('IAMUser', 'alice', NULL) AS ROW(type varchar, username varchar, sessioncontext varchar)), '{"bucketName":"logs","key":"a/b.csv"}'), ('2024-05-01T10:05:00Z', CAST(ROW('AssumedRole', NULL, 'mfa') AS ROW(type varchar, username varchar, sessioncontext varchar)), NULL), ('2024-05-02T00:00:01Z', CAST(ROW('Root', 'root', NULL) AS ROW(type varchar, username varchar, sessioncontext varchar)), '{"bucketName":null}')) SELECT from_iso8601_timestamp(eventtime) AS t, useridentity.type AS kind, coalesce(useridentity.username, useridentity.sessioncontext, '-') AS who, json_extract_scalar(requestparameters, '$.bucketName') AS bucket, json_extract(requestparameters, '$.bucketName') AS raw_bucket FROM ct ORDER BY eventtime

-- case: vpc_contains_to_hex
WITH vpc(srcaddr, dstport, action, bytes) AS (VALUES ('10.0.0.1', 443, 'ACCEPT', 1000), ('10.0.0.1', 22, 'REJECT', 40), ('172.16.5.9', 443, 'ACCEPT', 2500), ('192.168.1.7', 22, 'REJECT', 60), ('fe80::1', 53, 'ACCEPT', 80)) SELECT srcaddr, contains('10.0.0.0/8', CAST(srcaddr AS IPADDRESS)) AS in_ten, to_hex(CAST(CAST(srcaddr AS IPADDRESS) AS varbinary)) AS hexaddr, dstport FROM vpc ORDER BY srcaddr, dstport

-- case: url_extract_port_url_extract_path_url_extract_fragment
WITH alb(request_url, target_processing_time) AS (VALUES ('https://shop.example.com:443/cart/add?sku=A%2FB&qty=2#frag', 0.012), ('http://shop.example.com/search?q=caf%C3%A9+noir&q=tea', 1.5), ('https://shop.example.com/', -1.0)) SELECT url_extract_protocol(request_url) AS proto, url_extract_port(request_url) AS port, url_extract_path(request_url) AS path, url_extract_query(request_url) AS qs, url_extract_fragment(request_url) AS frag, url_extract_parameter(request_url, 'q') AS q, nullif(target_processing_time, -1.0) AS tpt FROM alb ORDER BY path

-- case: url_encode_url_decode_url_extract_host
SELECT url_encode('http://a.b/c d?e=ü&f=~*') AS enc, url_decode('caf%C3%A9+noir%20x') AS dec, url_extract_host('not a url') AS h, url_extract_parameter('http://x.y/?k', 'k') AS k, url_extract_parameter('http://x.y/?a=1', 'b') AS b

-- case: grouping_sets_grouping_sets
WITH t(region, svc, cost) AS (VALUES ('eu', 's3', DECIMAL '10.50'), ('eu', 'ec2', DECIMAL '99.99'), ('us', 's3', DECIMAL '0.01'), ('us', NULL, DECIMAL '5.00')) SELECT region, svc, grouping(region, svc) AS g, sum(cost) AS total, count(*) AS n FROM t GROUP BY GROUPING SETS ((region, svc), (region), ()) ORDER BY g, region NULLS LAST, svc NULLS FIRST

-- case: avg_grouping_rollup
WITH s(k, v) AS (VALUES ('a', 1), ('a', 2), ('b', NULL), ('b', 7), ('c', -3)) SELECT k, sum(v) AS s, avg(v) AS a, grouping(k) AS gk FROM s GROUP BY ROLLUP (k) HAVING count(v) > 0 ORDER BY gk, k

-- case: last_value_nth_value_lead
WITH px(sym, ts, price) AS (VALUES ('X', 1, 10.0), ('X', 2, NULL), ('X', 3, 12.5), ('X', 6, 11.0), ('Y', 1, NULL), ('Y', 2, 5.0)) SELECT sym, ts, last_value(price) IGNORE NULLS OVER (PARTITION BY sym ORDER BY ts) AS ffill, nth_value(price, 2) IGNORE NULLS OVER (PARTITION BY sym ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second_px, lead(price, 1, 0.0) IGNORE NULLS OVER (PARTITION BY sym ORDER BY ts) AS nxt FROM px ORDER BY sym, ts

-- case: between_range_groups
WITH m(ts, v) AS (VALUES (TIMESTAMP '2024-03-01 00:00:00', 1), (TIMESTAMP '2024-03-01 00:04:00', 2), (TIMESTAMP '2024-03-01 00:09:00', 4), (TIMESTAMP '2024-03-01 00:09:00', 8), (TIMESTAMP '2024-03-01 00:20:00', 16)) SELECT ts, v, sum(v) OVER (ORDER BY ts RANGE BETWEEN INTERVAL '5' MINUTE PRECEDING AND CURRENT ROW) AS s5, count(*) OVER (ORDER BY ts GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS g3 FROM m ORDER BY ts, v

-- case: dense_rank_cume_dist_ntile
-- fails: invalid order by
WITH w AS (SELECT * FROM (VALUES (1, 'a', 10), (2, 'a', 20), (3, 'b', 20), (4, 'b', 35), (5, 'b', 35)) AS x(id, grp, score)) SELECT id, rank() OVER w1 AS r, dense_rank() OVER w1 AS dr, percent_rank() OVER w1 AS pr, cume_dist() OVER w1 AS cd, ntile(2) OVER (w1 ORDER BY id) AS nt FROM w WINDOW w1 AS (ORDER BY score DESC) ORDER BY id

-- case: first_value_window
WITH w(id, grp, score) AS (VALUES (1, 'a', 10), (2, 'a', 20), (3, 'b', 20), (4, 'b', 35), (5, 'b', 35)) SELECT id, sum(score) OVER (p ORDER BY id) AS running, first_value(id) OVER (p ORDER BY score DESC, id) AS top_id, round(100e0 * score / sum(score) OVER p, 2) AS pct FROM w WINDOW p AS (PARTITION BY grp) ORDER BY id

-- case: json_value_json_query_json_exists
SELECT json_value('{"a":[1,2,{"b":"x"}]}', 'lax $.a[2].b') AS v1, json_value('{"a":"12"}', 'strict $.z' RETURNING integer DEFAULT -1 ON EMPTY DEFAULT -2 ON ERROR) AS v2, json_query('{"a":[1,2,3]}', 'lax $.a[*]' WITH ARRAY WRAPPER) AS v3, json_query('{"a":"txt"}', 'lax $.a' OMIT QUOTES) AS v4, json_exists('{"a":null}', 'lax $.a') AS v5, json_exists('{"a":[1,5]}', 'strict $.a[*]?(@ > 4)') AS v6

-- case: json_object_json_array
SELECT json_object('id' : 7, 'tags' : json_array('x', null, 2.50 NULL ON NULL) FORMAT JSON, 'none' : null ABSENT ON NULL) AS o, json_array(1, true, null, 'é' ABSENT ON NULL) AS a, json_object(KEY 'k' VALUE '{"n":1}' FORMAT JSON) AS nested, json_array() AS e

-- case: json_query_json_value
SELECT json_query('{"items":[{"p":5,"n":"a"},{"p":15,"n":"b"},{"p":25,"n":"c"}]}', 'lax $.items[*]?(@.p > 10 && @.n != "c").n' WITHOUT ARRAY WRAPPER) AS f1, json_query('[3,1,2]', 'lax $[0 to 1]' WITH WRAPPER) AS f2, json_value('[3,1,2]', 'lax $.size()' RETURNING bigint) AS f3, json_value('{"x":-2.5}', 'lax $.x.abs()' RETURNING double) AS f4, json_query('{"a":1,"b":"t"}', 'lax $.*.type()' WITH ARRAY WRAPPER) AS f5, json_value('[7,8,9]', 'lax $[last]') AS f6

-- case: json_extract_scalar_json_extract
WITH ev(payload) AS (VALUES JSON '{"u":"a","props":{"plan":"pro","seats":3}}', JSON '{"u":"b","props":{}}', JSON '{"u":"c"}') SELECT json_extract_scalar(payload, '$.u') AS u, k, v FROM ev LEFT JOIN UNNEST(CAST(json_extract(payload, '$.props') AS MAP(varchar, varchar))) AS p(k, v) ON true ORDER BY u, k

-- case: plain
SELECT CAST(JSON '[{"a":1,"b":[true,null]},{"b":[],"A2":9}]' AS ARRAY(ROW(a bigint, b ARRAY(boolean)))) AS r, CAST(JSON '{"x":1.5,"y":"2"}' AS MAP(varchar, double)) AS m, CAST(JSON '"2.5"' AS varchar) AS s, CAST(JSON 'null' AS bigint) AS n, CAST(JSON '[1,"2",true]' AS ARRAY(varchar)) AS strs

-- case: json_format
-- fails: function not found
SELECT json_format(CAST(ROW(1, 'x', ARRAY[DATE '2024-02-29'], MAP(ARRAY['k'], ARRAY[DECIMAL '1.20'])) AS ROW(id int, nm varchar, ds ARRAY(date), mp MAP(varchar, decimal(5,2))))) AS j

-- case: json_format_again
SELECT json_format(CAST(CAST(ROW(1, 'x', ARRAY[TRUE, NULL], MAP(ARRAY['k'], ARRAY[DECIMAL '1.20'])) AS ROW(id int, nm varchar, fl ARRAY(boolean), mp MAP(varchar, decimal(5,2)))) AS JSON)) AS j, json_format(CAST(MAP(ARRAY[3, 1, 2], ARRAY['c', NULL, 'b']) AS JSON)) AS mj, json_format(CAST(TIMESTAMP '2024-01-01 00:00:00.123' AS JSON)) AS tj, json_format(JSON ' { "b" : 1, "a" : [ 1.0, 1e2 ] } ') AS norm

-- case: json_array_contains_json_array_get_is_json_scalar
SELECT json_array_length('[1,[2,3],{}]') AS l, json_array_contains('[1,2.5,"a",null]', 'a') AS c1, json_array_contains('[1,2.5,"a"]', 2.5) AS c2, json_array_get('["a","b","c"]', -1) AS g, json_size('{"x":{"a":1,"b":2}}', '$.x') AS sz, json_size('{"x":5}', '$.x') AS sz0, json_array_length('{"a":1}') AS notarr, is_json_scalar('[1]') AS sc

-- case: regexp_extract_parse_datetime_try_cast
WITH a(log) AS (VALUES '10.0.0.1 - - [29/Feb/2024:13:55:36 +0100] "GET /idx?a=1 HTTP/1.1" 200 2326', '::1 - bob [01/Mar/2024:00:00:00 +0000] "POST /x HTTP/2" 503 -', 'garbage') SELECT regexp_extract(log, '^(\S+)', 1) AS ip, parse_datetime(regexp_extract(log, '\[([^\]]+)\]', 1), 'dd/MMM/yyyy:HH:mm:ss Z') AS t, try_cast(regexp_extract(log, '" (\d{3}) ', 1) AS smallint) AS status, try_cast(regexp_extract(log, '(\S+)$', 1) AS bigint) AS bytes FROM a ORDER BY log

-- case: regexp_split_regexp_count_regexp_position
SELECT regexp_extract_all('1a 2b 14m', '(\d+)([a-z]+)', 2) AS units, regexp_replace('1a 2b 14m', '(\d+)([ab]) ', '3c$2 ') AS rep, regexp_replace('new york', '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) AS cap, regexp_split('1a 2b 14m', '\s*[a-z]+\s*') AS sp, regexp_count('1a 2b 14m', '\s*[a-z]+\s*') AS cnt, regexp_position('9102, say good bye', '\s*[a-z]+\b', 4, 2) AS pos, regexp_like('Zürich', '(?i)^zÜ') AS lk

-- case: split_to_multimap_split_concat
-- fails: function not found
SELECT split_to_map('a=1;b=2;c=', ';', '=') AS m, split_to_multimap('a=1;a=2;b=3', ';', '=') AS mm, split_part('a//b/c', '/', 2) AS p2, split_part('a/b', '/', 9) AS p9, split('a,b,,c', ',', 2) AS lim, split_to_map('a=1;a=2', ';', '=', (k, v1, v2) -> concat(v1, '|', v2)) AS dup

-- case: split_to_map
-- fails: invalid function argument
SELECT split_to_map('a=1;b=2;a=3', ';', '=') AS m

-- case: map_keys_multimap_agg_element_at
WITH kv(svc, k, v) AS (VALUES ('api', 'cpu', 0.7e0), ('api', 'mem', NULL), ('web', 'cpu', 0.1e0), ('web', 'cpu', 0.9e0)) SELECT svc, map_keys(multimap_agg(k, v)) AS ks, cardinality(map_agg(k, v)) AS n, element_at(multimap_agg(k, v), 'cpu') AS cpus, element_at(multimap_agg(k, v), 'disk') AS disks FROM (SELECT * FROM kv WHERE svc = 'api' OR k <> 'mem') WHERE v IS NOT NULL GROUP BY svc HAVING count(DISTINCT v) = count(*) AND count(*) = 1 ORDER BY svc

-- case: map_filter_map_zip_with_map_concat
SELECT map_filter(MAP(ARRAY['a', 'b', 'c'], ARRAY[1, NULL, -3]), (k, v) -> v IS NULL OR v < 0) AS f, transform_values(MAP(ARRAY[1, 2], ARRAY['x', 'yy']), (k, v) -> k * length(v)) AS tv, transform_keys(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> k || CAST(v AS varchar)) AS tk, map_zip_with(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), MAP(ARRAY['b', 'c'], ARRAY[20, 30]), (k, l, r) -> coalesce(l, 0) + coalesce(r, 0)) AS mz, map_concat(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a', 'z'], ARRAY[9, 8])) AS mc

-- case: map_values_map_from_entries_multimap_from_entries
SELECT array_sort(map_values(map_from_entries(ARRAY[(1, 'x'), (2, 'y')]))) AS vs, array_sort(map_entries(MAP(ARRAY['q', 'p'], ARRAY[2, 1]))) AS es, multimap_from_entries(ARRAY[('a', 1), ('b', 2), ('a', NULL)]) AS mm, map() AS empty_map, cardinality(MAP(ARRAY[], ARRAY[])) AS c0

-- case: reduce
SELECT reduce(ARRAY[5, 20, NULL, 50], 0, (s, x) -> s + x, s -> s) AS null_sum, reduce(ARRAY[5, 20, NULL, 50], CAST(ROW(0.0, 0) AS ROW(sum double, cnt integer)), (s, x) -> IF(x IS NULL, s, CAST(ROW(x + s.sum, s.cnt + 1) AS ROW(sum double, cnt integer))), s -> IF(s.cnt = 0, NULL, s.sum / s.cnt)) AS avg_nn, reduce(ARRAY[]  , 1, (s, x) -> s, s -> s * 10) AS empt

-- case: array_sort_length
SELECT array_sort(ARRAY[3, 2, NULL, 5, NULL, 1, 2], (x, y) -> CASE WHEN x IS NULL THEN -1 WHEN y IS NULL THEN 1 WHEN x < y THEN 1 WHEN x = y THEN 0 ELSE -1 END) AS nf_desc, array_sort(ARRAY['bc', 'ab', NULL, 'Zd']) AS nat, array_sort(ARRAY[ARRAY[2, 1], ARRAY[2], ARRAY[1, 9]]) AS nested, array_sort(ARRAY['a', 'abcd', 'abc'], (x, y) -> IF(length(x) < length(y), -1, IF(length(x) = length(y), 0, 1))) AS bylen

-- case: combinations_zip_flatten
SELECT combinations(ARRAY['foo', 'bar', 'baz'], 2) AS c2, ngrams(ARRAY['the', 'quick', 'brown', 'fox'], 3) AS n3, ngrams(ARRAY['a'], 5) AS n5, zip(ARRAY[1, 2], ARRAY['1b', NULL, '3b']) AS z, zip_with(ARRAY[1, 2], ARRAY[10, 20, 30], (a, b) -> coalesce(a, -1) * b) AS zw, flatten(ARRAY[ARRAY[1], NULL, ARRAY[], ARRAY[2, 3]]) AS fl

-- case: array_position_array_remove_arrays_overlap
SELECT slice(ARRAY[1, 2, 3, 4, 5], -3, 2) AS s1, trim_array(ARRAY[1, 2, 3, 4], 3) AS ta, array_position(ARRAY['a', NULL, 'b'], 'b') AS pos, array_remove(ARRAY[1, 2, NULL, 2], 2) AS rm, repeat(CAST(NULL AS integer), 2) AS rp, sequence(DATE '2024-01-31', DATE '2024-05-01', INTERVAL '1' MONTH) AS mo, sequence(10, 1, -4) AS sq, shuffle(ARRAY[7]) AS sh, arrays_overlap(ARRAY[1, NULL], ARRAY[2, NULL]) AS ov

-- case: any_match_all_match_array_union
-- fails: function not found
SELECT any_match(ARRAY[1, NULL], x -> x > 5) AS am, all_match(ARRAY[]  , x -> x > 0) AS alm, none_match(ARRAY[NULL, 1], x -> x > 1) AS nm, contains_sequence(ARRAY[1, 2, 3, 4], ARRAY[2, 3]) AS cs, array_except(ARRAY[1, 1, NULL, 2], ARRAY[2]) AS ex, array_union(ARRAY[1, NULL], ARRAY[NULL, 3]) AS un, array_intersect(ARRAY[3, 1, 3], ARRAY[3, 4]) AS ai, dot_product(ARRAY[1.0, 2.0], ARRAY[3.0, 4.0]) AS dp

-- case: plain_again
-- fails: invalid function argument
SELECT ARRAY[10, 20, 30][4] AS beyond

-- case: try_try_cast_json_parse
SELECT element_at(ARRAY[10, 20, 30], 4) AS none_, element_at(ARRAY[10, 20, 30], -1) AS last_, try(ARRAY[1, 2][5]) AS t, coalesce(try(1 / CAST('0' AS integer)), -99) AS dz, try(CAST('2023-02-29' AS date)) AS d, try_cast('1e3' AS integer) AS i, try_cast('1e3' AS double) AS dd, try(json_parse('{oops')) AS j, cardinality(CAST(NULL AS ARRAY(integer))) AS cn

-- case: ordinality
WITH o(id, items) AS (VALUES (1, ARRAY[CAST(ROW('pen', 2, DECIMAL '1.25') AS ROW(sku varchar, qty integer, price decimal(6,2))), CAST(ROW('ink', 1, DECIMAL '7.99') AS ROW(sku varchar, qty integer, price decimal(6,2)))]), (2, ARRAY[])) SELECT o.id, u.sku, u.pos, u.qty * u.price AS line_total FROM o LEFT JOIN UNNEST(o.items) WITH ORDINALITY AS u(sku, qty, price, pos) ON TRUE ORDER BY o.id, u.pos

-- case: src_ordinality_cross_join
WITH src(numbers, letters) AS (VALUES (ARRAY[1, 2, 3], ARRAY['a', 'b']), (ARRAY[], ARRAY['z'])) SELECT n, l, ord FROM src CROSS JOIN UNNEST(numbers, letters) WITH ORDINALITY AS t(n, l, ord) ORDER BY l NULLS LAST, ord

-- case: bool_or_cross_join_filter
WITH m(host, tags) AS (VALUES ('h1', MAP(ARRAY['env', 'team'], ARRAY['prod', 'core'])), ('h2', MAP(ARRAY['env', 'cost'], ARRAY['dev', NULL]))), e AS (SELECT host, k, v FROM m CROSS JOIN UNNEST(tags) AS t(k, v)) SELECT host, max(v) FILTER (WHERE k = 'env') AS env, max(v) FILTER (WHERE k = 'team') AS team, max(CASE k WHEN 'cost' THEN coalesce(v, 'unset') END) AS cost, bool_or(v IS NULL) AS has_null FROM e GROUP BY host ORDER BY host

-- case: listagg_array_agg_filter
SELECT listagg(DISTINCT tag, ', ') WITHIN GROUP (ORDER BY tag) AS tags, listagg(tag) WITHIN GROUP (ORDER BY id DESC) AS glued, listagg(tag, '|' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY id) FILTER (WHERE id > 1) AS part, array_agg(tag ORDER BY tag DESC NULLS LAST, id) AS arr FROM (VALUES (1, 'b'), (2, 'a'), (3, NULL), (4, 'a')) AS t(id, tag)

-- case: min_by_arbitrary_count_if
WITH r(svc, ms, req) AS (VALUES ('a', 12, 'r1'), ('a', 900, 'r2'), ('a', 45, 'r3'), ('b', 7, 'r4'), ('b', NULL, 'r5'), ('b', 3, 'r6')) SELECT svc, max_by(req, ms) AS slowest, max_by(req, ms, 2) AS slow2, min_by(req, ms, 5) AS fast5, max(ms, 2) AS top2, min(ms, 3) AS bot3, arbitrary(svc) AS anysvc, count_if(ms >= 45) AS slow_n FROM r GROUP BY svc ORDER BY svc

-- case: map_union_checksum_any_value
SELECT histogram(x) AS h, map_agg(x, y) FILTER (WHERE x <> 'b') AS ma, map_union(m) AS mu, checksum(x) IS NOT NULL AS has_ck, any_value(x) FILTER (WHERE x = 'c') AS av FROM (VALUES ('a', 1, MAP(ARRAY['p'], ARRAY[1])), ('b', 2, MAP(ARRAY['q'], ARRAY[2])), ('b', 2, NULL), ('c', 3, MAP(ARRAY['r'], ARRAY[NULL]))) AS t(x, y, m)

-- case: bitwise_or_agg_bitwise_and_agg_bool_and
SELECT reduce_agg(v, 1, (a, b) -> a * b, (a, b) -> a * b) AS product, bitwise_or_agg(v) AS bo, bitwise_and_agg(v) AS ba, bool_and(v > 0) AS allpos, every(v < 10) AS ev, geometric_mean(v) AS gm, avg(v) AS mean, approx_distinct(v) AS ad FROM (VALUES 2, 3, 7, NULL) AS t(v)

-- case: covar_pop_covar_samp_kurtosis
SELECT round(corr(y, x), 6) AS r, round(regr_slope(y, x), 6) AS m, round(regr_intercept(y, x), 6) AS b, covar_pop(y, x) AS cp, round(covar_samp(y, x), 6) AS cs, round(stddev(x), 6) AS sd, var_pop(x) AS vp, round(skewness(y), 6) AS sk, round(kurtosis(y), 6) AS ku FROM (VALUES (1e0, 2e0), (2e0, 4.1e0), (3e0, 6.2e0), (4e0, 7.9e0), (NULL, 3e0)) AS t(x, y)

-- case: stddev_samp_stddev_pop_entropy
-- fails: function not found
SELECT round(stddev_samp(v), 6) AS one_sample, var_samp(v) AS vs, stddev_pop(v) AS sp, corr(v, v) AS c, sum(v) FILTER (WHERE v > 100) AS none_, count(v) FILTER (WHERE v > 100) AS zero, entropy(c) AS ent FROM (VALUES (5e0, 1), (CAST(NULL AS double), 1)) AS t(v, c)

-- case: lat_approx_percentile_numeric_histogram
WITH lat(ep, ms) AS (SELECT 'e' || CAST(mod(n, 2) AS varchar), n * 10 FROM UNNEST(sequence(1, 20)) AS s(n)) SELECT ep, approx_percentile(ms, 0.5) AS p50, approx_percentile(ms, ARRAY[0.25, 0.75, 0.95]) AS ps, approx_percentile(ms, CAST(ms AS double), 0.9) AS wp90, cardinality(numeric_histogram(2, CAST(ms AS double))) AS buckets FROM lat GROUP BY ep ORDER BY ep

-- case: lat_ceil_floor
WITH lat(ep, ms) AS (VALUES ('x', 5), ('x', 9), ('x', 14), ('x', 200), ('y', 3), ('y', 3)), rk AS (SELECT ep, ms, row_number() OVER (PARTITION BY ep ORDER BY ms) AS rn, count(*) OVER (PARTITION BY ep) AS c FROM lat) SELECT ep, min(ms) FILTER (WHERE rn >= ceil(0.95 * c)) AS p95, avg(ms) FILTER (WHERE rn BETWEEN floor((c + 1) / 2e0) AND ceil((c + 1) / 2e0)) AS median FROM rk GROUP BY ep ORDER BY ep

-- case: percentile_cont
-- fails: syntax error
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY v) AS med FROM (VALUES 1, 2, 3, 10) AS t(v)

-- case: date_format
-- fails: invalid function argument
SELECT date_format(ts, '%Y-%m-%dT%H:%i:%s.%f') AS iso, date_format(ts, '%W %D %M %y, %l:%i %p, day %j') AS nice FROM (VALUES TIMESTAMP '2024-02-29 13:04:05.678') AS t(ts)

-- case: date_format_format_datetime_date_parse
SELECT date_format(ts, '%W, %e %M %y, %l:%i %p, day %j week %v of %x') AS nice, date_format(ts, '%c/%d %k:%i %T %r %%') AS us, format_datetime(ts, 'EEE, yyyy-MM-dd''T''HH:mm:ss.SSS xxxx-''W''ww D') AS joda, date_parse('29/Feb/2024 1:04:05 PM', '%d/%b/%Y %h:%i:%s %p') AS dp, date_parse('24-7', '%y-%c') AS short FROM (VALUES TIMESTAMP '2024-02-29 13:04:05.678') AS t(ts)

-- case: parse_datetime
-- fails: invalid function argument
SELECT parse_datetime('2024-03-10 02:30:00 America/New_York', 'yyyy-MM-dd HH:mm:ss ZZZ') AS gap

-- case: at_timezone_timezone_hour_timezone_minute
SELECT parse_datetime('2024-11-03 01:30:00 -0500', 'yyyy-MM-dd HH:mm:ss Z') AT TIME ZONE 'America/New_York' AS ny, format_datetime(TIMESTAMP '2024-07-01 12:00:00 Europe/Paris', 'yyyy-MM-dd HH:mm ZZ') AS off, with_timezone(TIMESTAMP '2024-12-25 08:00:00', 'Asia/Kolkata') AS ind, at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', 'America/Los_Angeles') AS la, timezone_hour(TIMESTAMP '2024-01-01 00:00:00 +05:45') AS h, timezone_minute(TIMESTAMP '2024-01-01 00:00:00 +05:45') AS m

-- case: from_unixtime_nanos_to_iso8601_at_time_zone
SELECT from_unixtime(1709210096.789) AS a, from_unixtime(0, 5, 30) AS b, from_unixtime(1709210096, 'Europe/Berlin') AS c, from_unixtime_nanos(1709210096123456789) AS d, to_unixtime(TIMESTAMP '1969-12-31 23:59:58.5 UTC') AS e, CAST(from_unixtime(1709210096) AT TIME ZONE 'UTC' AS date) AS f, to_iso8601(from_unixtime(1709210096123 / 1000)) AS g

-- case: date_diff_date_add_last_day_of_month
SELECT date_diff('month', DATE '2024-01-31', DATE '2024-02-29') AS m1, date_diff('month', DATE '2024-02-29', DATE '2024-01-31') AS m2, date_diff('year', DATE '2020-02-29', DATE '2021-02-28') AS y, date_diff('quarter', TIMESTAMP '2023-11-15 00:00:00', TIMESTAMP '2024-05-15 00:00:00') AS q, date_diff('second', TIMESTAMP '2024-01-01 00:00:00.999', TIMESTAMP '2024-01-01 00:00:01.001') AS s, date_add('month', 1, DATE '2024-01-31') AS am, date_add('year', -1, DATE '2024-02-29') AS ay, last_day_of_month(DATE '1900-02-10') AS ld

-- case: to_milliseconds_parse_duration_interval
SELECT INTERVAL '2' DAY + INTERVAL '5' HOUR AS ds, INTERVAL '14' MONTH AS ym, -INTERVAL '1-6' YEAR TO MONTH AS neg, 3 * INTERVAL '90' MINUTE AS mul, INTERVAL '1 12:30:15.5' DAY TO SECOND / 2 AS half, TIMESTAMP '2024-03-31 10:00:00' - INTERVAL '1' MONTH AS back, DATE '2024-03-01' - DATE '2024-02-01' AS dd, TIME '23:30:00' + INTERVAL '45' MINUTE AS wrap, to_milliseconds(parse_duration('1.5m')) AS ms

-- case: human_readable_seconds_parse_data_size_parse_presto_data_size
SELECT human_readable_seconds(3762) AS h1, human_readable_seconds(0) AS h0, human_readable_seconds(694861001342) AS h2, parse_duration('42.8ms') AS p1, parse_duration('3.81 d') AS p2, parse_data_size('2.3MB') AS s1, parse_data_size('1kB') AS s2, to_milliseconds(INTERVAL '8' DAY) AS ms, parse_presto_data_size('1B') AS ps

-- case: extract_week_millisecond
SELECT human_readable_seconds(3762) AS h1, human_readable_seconds(-61.5) AS neg, human_readable_seconds(694861) AS h2, parse_duration('42.8ms') AS p1, parse_duration('3.81 d') AS p2, to_milliseconds(INTERVAL '8' DAY) AS ms, extract(DAY_OF_WEEK FROM DATE '2024-12-29') AS dow, year_of_week(DATE '2024-12-30') AS yow, week(DATE '2024-12-30') AS w, extract(MONTH FROM INTERVAL '14' MONTH) AS mm, millisecond(TIMESTAMP '2024-01-01 00:00:00.987654') AS msec

-- case: date_trunc_floor_minute
WITH b(ts, v) AS (VALUES (TIMESTAMP '2024-05-01 10:02:17', 3), (TIMESTAMP '2024-05-01 10:14:59', 4), (TIMESTAMP '2024-05-01 10:15:00', 5), (TIMESTAMP '2024-05-01 11:59:59.999', 6)), f AS (SELECT date_trunc('hour', ts) + INTERVAL '15' MINUTE * CAST(floor(minute(ts) / 15) AS bigint) AS bucket, v FROM b), spine AS (SELECT t FROM UNNEST(sequence(TIMESTAMP '2024-05-01 10:00:00', TIMESTAMP '2024-05-01 11:45:00', INTERVAL '15' MINUTE)) AS s(t)) SELECT spine.t, coalesce(sum(f.v), 0) AS v, count(f.bucket) AS n FROM spine LEFT JOIN f ON f.bucket = spine.t GROUP BY spine.t ORDER BY spine.t

-- case: to_unixtime_from_iso8601_date_from_iso8601_timestamp_nanos
SELECT from_unixtime(floor(to_unixtime(TIMESTAMP '2024-05-01 10:14:59 UTC') / 300) * 300) AS five_min, date_trunc('week', DATE '2024-01-01') AS w, date_trunc('quarter', TIMESTAMP '2024-08-15 12:00:00') AS q, date_trunc('day', TIMESTAMP '2024-03-10 12:00:00 America/New_York') AS dny, date_trunc('minute', TIME '10:11:12.345') AS tm, from_iso8601_date('2024-W09-4') AS wk, from_iso8601_date('2024-060') AS doy, from_iso8601_timestamp('2024-02-29T12:00') AS ts, from_iso8601_timestamp_nanos('2024-02-29T12:00:00.123456789+02:00') AS tn

-- case: typeof
SELECT CAST(TIMESTAMP '2024-01-01 23:59:59.9996' AS timestamp(3)) AS r3, CAST(TIMESTAMP '2024-01-01 12:00:00 UTC' AS timestamp) AS t, CAST('2024-01-01 00:00:00.123456' AS timestamp(6)) AS t6, CAST(TIMESTAMP '2024-01-01 05:06:07' AS time) AS tt, CAST(DATE '2024-06-01' AS timestamp with time zone) AS dtz, TIMESTAMP '2024-01-01 00:00:00 +01:00' = TIMESTAMP '2023-12-31 23:00:00 UTC' AS eq, typeof(TIMESTAMP '2024-01-01 00:00:00.1234567') AS ty

-- case: truncate_typeof_avg
SELECT DECIMAL '10.00' / 3 AS a, DECIMAL '1' / DECIMAL '3.000' AS b, CAST(2 AS decimal(38, 18)) * DECIMAL '0.333333' AS c, DECIMAL '-7.5' % DECIMAL '2' AS d, round(DECIMAL '-2.345', 2) AS e, truncate(DECIMAL '99.999', 1) AS f, typeof(DECIMAL '12.34' + 1) AS g, typeof(avg(DECIMAL '1.00')) AS h, typeof(sum(DECIMAL '1.00')) AS i, CAST(DECIMAL '2.5' AS integer) AS j, CAST(-2.5e0 AS bigint) AS k FROM (VALUES 1) AS t(x)

-- case: is_nan_infinity_cbrt
SELECT 7 / -2 AS a, -7 % 3 AS b, mod(-7, -3) AS c, 7 / 2e0 AS d, 0e0 / 0e0 AS nan, -1e0 / 0e0 AS ninf, is_nan(nan()) AS isn, infinity() > 1e308 AS inf_gt, round(-0.5e0) AS r0, round(123.456e0, -2) AS r2, sign(-0e0) AS s, width_bucket(5.3e0, 0e0, 10e0, 4) AS wb, width_bucket(7e0, ARRAY[1e0, 5e0, 10e0]) AS wba, truncate(-1.9e0) AS tr, cbrt(27e0) AS cb

-- case: plain_thrice
-- fails: numeric value out of range
SELECT CAST(3000000000 AS integer) AS too_big

-- case: plain_once_more
-- fails: invalid cast argument
SELECT CAST(99999 AS decimal(4, 0)) AS overflowed

-- case: bitwise_not_bitwise_left_shift_bit_count
SELECT bitwise_and(19, 25) AS a, bitwise_xor(-1, 255) AS x, bitwise_not(0) AS n, bitwise_left_shift(TINYINT '7', 5) AS l, bitwise_right_shift(-8, 1) AS lr, bitwise_right_shift_arithmetic(-8, 1) AS ar, bit_count(-7, 64) AS c64, bit_count(7, 8) AS c8, from_base('-ff', 16) AS fb, to_base(255, 2) AS tb, from_base('zz', 36) AS z

-- case: md5_crc32_hmac_sha256
SELECT to_hex(md5(to_utf8('naïve'))) AS m, lower(to_hex(sha256(to_utf8('')))) AS s, to_hex(sha1(CAST('abc' AS varbinary))) AS s1, crc32(to_utf8('123456789')) AS crc, to_hex(xxhash64(to_utf8('a'))) AS xx, to_hex(murmur3(to_utf8('a'))) AS mm, to_hex(hmac_sha256(to_utf8('msg'), to_utf8('key'))) AS hm, to_hex(spooky_hash_v2_32(to_utf8('hello'))) AS sp

-- case: from_utf8_from_base64_from_ieee754_64
SELECT to_base64(to_utf8('a?b>')) AS b64, to_base64url(to_utf8('a?b>')) AS b64u, from_utf8(from_base64('w6nDqA==')) AS fu, to_base32(to_utf8('foob')) AS b32, from_utf8(X'41FF42', '#') AS badc, to_hex(reverse(X'0102FE')) AS rv, length(X'00FF') AS ln, to_big_endian_64(258) AS be, from_ieee754_64(to_ieee754_64(-1.5e0)) AS ie, substr(X'DEADBEEF', 2, 2) AS sb, to_hex(concat(X'0A', X'0b')) AS cc, lpad(X'01', 3, X'00') AS lp

-- case: hamming_distance_codepoint_chr
-- fails: invalid function argument
SELECT levenshtein_distance('kitten', 'sitting') AS lv, hamming_distance('karolin', 'kathrin') AS hd, soundex('Robert') = soundex('Rupert') AS sx, soundex('Müller') AS um, luhn_check('79927398713') AS lc, normalize('ﬁ', NFKC) AS nk, length(normalize('é', NFD)) AS nfd, codepoint('😀') AS cp, chr(128512) AS ch, length('👨‍👩‍👧') AS zwj, reverse('añb') AS rv, lower('ÀÉÎ') AS lo

-- case: position_starts_with_concat_ws
SELECT soundex('Robert') = soundex('Rupert') AS same, soundex('Tymczak') AS s2, translate('2023-x', '0123456789', 'abcdefghij') AS tr, translate('palhoça', 'ç', 'c') AS pc, word_stem('running') AS ws, word_stem('corriendo', 'es') AS es, strpos('banana', 'an', 2) AS p2, strpos('banana', 'an', -1) AS pl, position('na' IN 'banana') AS pn, starts_with('banana', '') AS st, concat_ws('/', 'a', NULL, '', 'b') AS cw, concat_ws('-', ARRAY['x', NULL, 'y']) AS cwa

-- case: rpad_ltrim_replace
-- fails: invalid function argument
SELECT '[' || lpad('日本', 5, '*') || ']' AS lp, rpad('abcdef', 3, 'x') AS rp, trim(LEADING '0' FROM '000120') AS tl, trim(BOTH 'xy' FROM 'yxhixx') AS tb, ltrim('  a ') || '|' AS lt, substring('Quadratically' FROM -5 FOR 3) AS sb, replace('a.b.c', '.') AS rep, split_part('k=v=w', '=', -1) AS sp FROM (VALUES 1) AS t(one)

-- case: rpad_rtrim_replace
SELECT '[' || lpad('日本', 5, '*') || ']' AS lp, rpad('abcdef', 3, 'x') AS rp, trim(LEADING '0' FROM '000120') AS tl, trim(BOTH 'xy' FROM 'yxhixx') AS tb, rtrim('abcxx', 'x') || '|' AS rt, substring('Quadratically' FROM -5 FOR 3) AS sb, substr('abc', 0) AS s0, replace('a.b.c', '.') AS rep, U&'Hello winter \2603 !' AS uni, U&'Snow #+002603' UESCAPE '#' AS uni2, 'it''s' AS q

-- case: like
SELECT p FROM (VALUES '100%_sure', '100 percent', 'a_b', 'aXb', 'C:\tmp\x', NULL) AS t(p) WHERE p LIKE '%!%!_%' ESCAPE '!' OR p LIKE 'a#_b' ESCAPE '#' OR p LIKE 'C:\tmp%' ORDER BY p

-- case: format_format_number
SELECT format('%s has %,d hits (%.2f%%)', 'café', 1234567, 12.345e0) AS a, format('%08.3f|%-6s|%6s|', -3.14159e0, 'ab', 'cd') AS b, format('%x %X %o %+d', 255, 255, 8, 5) AS c, format('%2$s-%1$s', 'x', 'y') AS d, format('%s', NULL) AS e, format('%tF %<tT', TIMESTAMP '2024-02-29 07:08:09') AS f, format('%s %s', true, DATE '2024-01-01') AS g, format_number(1234567) AS h, format_number(-999.5e0) AS i

-- case: format
-- fails: invalid function argument
SELECT format('%d', 12.5e0) AS bad_format

-- case: greatest_least_is_distinct
SELECT CASE WHEN NULL THEN 'a' ELSE 'b' END AS c1, IF(NULL = NULL, 1) AS c2, nullif(1, 2) AS c3, NULL IS DISTINCT FROM 5 AS d1, NULL IS NOT DISTINCT FROM NULL AS d2, greatest(3, 7, -1) AS g, least('b', 'A', 'a') AS l, greatest(1, NULL) AS gn, 3 NOT IN (1, NULL) AS ni, 3 IN (3, NULL) AS ii, (1, 'a') = (1, NULL) AS rc

-- case: intersect_except_union
WITH a(ip) AS (VALUES '1.1.1.1', '2.2.2.2', '2.2.2.2', NULL), b(ip) AS (VALUES '2.2.2.2', NULL, '3.3.3.3') SELECT 'only_a' AS side, ip FROM (SELECT ip FROM a EXCEPT SELECT ip FROM b) UNION ALL SELECT 'both', ip FROM (SELECT ip FROM a INTERSECT SELECT ip FROM b) UNION ALL SELECT 'a_all', ip FROM (SELECT ip FROM a EXCEPT ALL SELECT ip FROM b) ORDER BY side, ip NULLS LAST

-- case: users_logins_exists
WITH users(id, nm) AS (VALUES (1, 'Ana'), (2, 'Bo'), (3, 'Çem')), logins(uid, ts, ok) AS (VALUES (1, DATE '2024-01-05', true), (1, DATE '2024-01-09', false), (3, DATE '2024-02-29', false)) SELECT u.nm, (SELECT max(l.ts) FROM logins l WHERE l.uid = u.id) AS last_login, EXISTS (SELECT 1 FROM logins l WHERE l.uid = u.id AND NOT l.ok) AS ever_failed, u.id IN (SELECT uid FROM logins WHERE ok) AS ever_ok FROM users u ORDER BY u.nm

-- case: emp_all_any
WITH emp(nm, dept, pay) AS (VALUES ('a', 'x', 100), ('b', 'x', 200), ('c', 'y', 150), ('d', 'z', NULL)) SELECT nm, dept, pay FROM emp e WHERE pay >= ALL (SELECT pay FROM emp i WHERE i.pay IS NOT NULL AND i.dept = 'x') OR pay < ANY (VALUES 120, 50) ORDER BY nm

-- case: lateral
-- fails: not supported
WITH c(cust) AS (VALUES 'a', 'b', 'c'), o(cust, amt) AS (VALUES ('a', 10), ('a', 30), ('a', 20), ('b', 5)) SELECT c.cust, t.amt, t.share FROM c LEFT JOIN LATERAL (SELECT o.amt, round(o.amt * 1e0 / sum(o.amt) OVER (), 3) AS share FROM o WHERE o.cust = c.cust) AS t ON TRUE ORDER BY c.cust, t.amt DESC

-- case: rank_row_number
WITH t(ip, url, n) AS (VALUES ('a', '/x', 5), ('a', '/y', 5), ('a', '/z', 1), ('b', '/x', 2), ('b', '/q', 9)) SELECT ip, url, n, rnk FROM (SELECT ip, url, n, rank() OVER (PARTITION BY ip ORDER BY n DESC) AS rnk, row_number() OVER (PARTITION BY ip ORDER BY n DESC, url) AS rn FROM t) WHERE rn <= 2 AND rnk < 3 ORDER BY ip, rn

-- case: org_union_recursive
WITH RECURSIVE org(id, boss, path, lvl) AS (SELECT id, boss, CAST(nm AS varchar), 1 FROM (VALUES (1, CAST(NULL AS integer), 'ceo'), (2, 1, 'vp'), (3, 2, 'dev'), (4, 1, 'cfo')) AS e(id, boss, nm) WHERE boss IS NULL UNION ALL SELECT e.id, e.boss, org.path || '/' || e.nm, org.lvl + 1 FROM org JOIN (VALUES (1, NULL, 'ceo'), (2, 1, 'vp'), (3, 2, 'dev'), (4, 1, 'cfo')) AS e(id, boss, nm) ON e.boss = org.id) SELECT id, path, lvl FROM org ORDER BY path

-- case: upper_array_max_like
WITH l(id, arr) AS (VALUES (1, ARRAY['GET /a', 'POST /b', 'GET /c?x=1']), (2, CAST(ARRAY[] AS ARRAY(varchar))), (3, NULL)) SELECT id, transform(filter(arr, s -> s LIKE 'GET%'), s -> split_part(s, ' ', 2)) AS paths, array_join(transform(arr, s -> upper(substr(s, 1, 1))), '') AS initials, cardinality(arr) AS n, array_max(transform(arr, s -> length(s))) AS longest FROM l ORDER BY id

-- case: cardinality_transform_filter
-- fails: mismatched column aliases
WITH d(dataset) AS (VALUES CAST(ROW('Bob', 38, ROW('US', ARRAY[ROW('a1', true), ROW('a2', NULL)])) AS ROW(name varchar, age integer, loc ROW(country varchar, nodes ARRAY(ROW(id varchar, up boolean)))))) SELECT dataset.name, dataset.loc.country AS country, dataset.loc.nodes[1].id AS n1, dataset.loc.nodes[2].up AS n2, cardinality(filter(dataset.loc.nodes, x -> coalesce(x.up, false))) AS up_n, transform(dataset.loc.nodes, x -> x.id) AS ids FROM d

-- case: typeof_again
SELECT ROW(1, 'a')[2] AS by_index, r.x + r.y AS s, typeof(r) AS ty, r AS whole, r IS NULL AS isn FROM (SELECT CAST(ROW(1, 2.5e0) AS ROW(x integer, y double)) AS r)

-- case: plain_further
-- fails: mismatched column aliases
SELECT t.r.* FROM (VALUES (CAST(ROW(1, 'k') AS ROW(id integer, nm varchar))), (CAST(ROW(2, NULL) AS ROW(id integer, nm varchar)))) AS t(r) ORDER BY t.r.id DESC

-- case: regexp_extract_count_if_like
WITH cf(cs_uri_stem, sc_status, result, edge, bytes) AS (VALUES ('/img/a.PNG', 200, 'Hit', 'FRA2-C1', 1024), ('/img/a.png', 304, 'RefreshHit', 'FRA50-P2', 0), ('/api', 502, 'Error', 'IAD12-P1', 310), ('/', 404, 'Miss', 'IAD89', -1)) SELECT regexp_extract(edge, '^[A-Z]{3}') AS pop, count(*) AS reqs, round(100.0 * count_if(result LIKE '%Hit') / count(*), 1) AS hit_pct, sum(nullif(bytes, -1)) AS bytes, array_agg(DISTINCT lower(cs_uri_stem) ORDER BY lower(cs_uri_stem)) AS stems, map_agg(sc_status / 100, sc_status) IS NOT NULL AS m FROM cf GROUP BY 1 ORDER BY reqs DESC, pop

-- case: alb_date_trunc_approx_distinct
WITH alb(tm, elb, code, ua) AS (VALUES ('2024-04-01T12:00:00.186641Z', 'app/my-lb/1', '502', 'curl/7.46.0'), ('2024-04-01T12:59:59.999999Z', 'app/my-lb/1', '200', 'Mozilla/5.0 (X11)'), ('2024-04-01T13:00:00.000000Z', 'app/my-lb/1', '-', 'curl/8')) SELECT date_trunc('hour', from_iso8601_timestamp(tm)) AS hr, count(*) FILTER (WHERE try_cast(code AS integer) >= 500) AS e5, approx_distinct(split_part(ua, '/', 1)) AS uas, max(parse_datetime(tm, 'yyyy-MM-dd''T''HH:mm:ss.SSSSSS''Z''')) AS last_t FROM alb GROUP BY date_trunc('hour', from_iso8601_timestamp(tm)) ORDER BY hr

-- case: flow_bitwise_and_format
WITH flow(start_, end_, protocol, bytes, flags) AS (VALUES (1711929600, 1711929660, 6, 5000, 2), (1711929600, 1711929600, 17, 76, 0), (1711929630, 1711929690, 6, 120, 19)) SELECT CASE protocol WHEN 6 THEN 'tcp' WHEN 17 THEN 'udp' ELSE 'other' END AS proto, bitwise_and(flags, 2) > 0 AS syn, date(from_unixtime(start_)) AS day, try(bytes * 8 / (end_ - start_)) AS bps, format('%04d', flags) AS fl FROM flow ORDER BY start_, protocol

-- case: split_element_at_json_array_length
-- fails: invalid function argument
WITH ct(rec) AS (VALUES '{"eventName":"ConsoleLogin","responseElements":{"ConsoleLogin":"Failure"},"additionalEventData":{"MFAUsed":"No"},"resources":[{"ARN":"arn:aws:s3:::b1"},{"ARN":"arn:aws:iam::123456789012:role/x"}]}', '{"eventName":"PutObject","resources":null}') SELECT json_extract_scalar(rec, '$.eventName') AS ev, json_extract_scalar(rec, '$["responseElements"]["ConsoleLogin"]') AS outcome, split(json_extract_scalar(rec, '$.resources[1].ARN'), ':')[5] AS acct, transform(CAST(json_extract(rec, '$.resources') AS ARRAY(MAP(varchar, varchar))), m -> element_at(split(m['ARN'], ':'), 3)) AS svcs, json_extract(rec, '$.resources[*].ARN') AS star, json_array_length(json_extract(rec, '$.resources')) AS n FROM ct ORDER BY ev

-- case: array_join_array_agg_regexp_like
WITH p(usr, step, ts) AS (VALUES ('a', 'view', 1), ('a', 'cart', 2), ('a', 'buy', 5), ('b', 'view', 1), ('b', 'buy', 2), ('c', 'cart', 1), ('c', 'view', 4)) SELECT usr, array_join(array_agg(step ORDER BY ts), '>') AS path, regexp_like(array_join(array_agg(step ORDER BY ts), '>'), '^view>cart(>.*)?>buy$|^view>cart>buy$') AS funnel, min(ts) FILTER (WHERE step = 'cart') > min(ts) FILTER (WHERE step = 'view') AS ordered_ok FROM p GROUP BY usr ORDER BY usr

-- case: match_recognize_last_pattern
SELECT * FROM (VALUES (1, DATE '2024-01-01', 90), (1, DATE '2024-01-02', 80), (1, DATE '2024-01-03', 70), (1, DATE '2024-01-04', 95), (2, DATE '2024-01-01', 10), (2, DATE '2024-01-02', 12)) AS t(cust, d, price) MATCH_RECOGNIZE (PARTITION BY cust ORDER BY d MEASURES A.price AS start_price, LAST(B.price) AS bottom, LAST(C.price) AS recov, count(B.*) AS falls ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A B+ C) DEFINE B AS B.price < PREV(B.price), C AS C.price > PREV(C.price)) ORDER BY cust

-- case: array_intersect_array_except_array_distinct
WITH h(d, users) AS (VALUES (DATE '2024-01-01', ARRAY[1, 2, 3]), (DATE '2024-01-02', ARRAY[2, 3, 4]), (DATE '2024-01-03', CAST(ARRAY[] AS ARRAY(integer)))) SELECT d, cardinality(array_intersect(users, lag(users) OVER (ORDER BY d))) AS retained, array_except(users, coalesce(lag(users) OVER (ORDER BY d), ARRAY[])) AS newbies, cardinality(array_distinct(flatten(array_agg(users) OVER (ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)))) AS cum FROM h ORDER BY d

-- case: sales_element_at_lag
WITH sales(yr, qtr, amt) AS (VALUES (2023, 'Q1', 10.5), (2023, 'Q4', 20.25), (2024, 'Q1', 11.0), (2024, 'Q2', NULL)), w AS (SELECT yr, map_agg(qtr, amt) AS m FROM sales GROUP BY yr) SELECT yr, m['Q1'] AS q1, element_at(m, 'Q2') AS q2, coalesce(element_at(m, 'Q4'), 0) AS q4, round(100 * (m['Q1'] / lag(m['Q1']) OVER (ORDER BY yr) - 1), 2) AS yoy FROM w ORDER BY yr

-- case: plain_6
-- fails: invalid function argument
WITH m(k) AS (VALUES MAP(ARRAY['a'], ARRAY[1])) SELECT k['zzz'] AS missing FROM m

-- case: array_agg_between_range
SELECT id, count(*) OVER (ORDER BY v RANGE BETWEEN 5 PRECEDING AND 5 FOLLOWING) AS near, max(v) OVER (ORDER BY v DESC RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS bigger, array_agg(id) OVER (ORDER BY v NULLS FIRST, id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS prev2 FROM (VALUES ('a', 1), ('b', 4), ('c', 9), ('d', 30), ('e', NULL)) AS t(id, v) ORDER BY id

-- case: first_value_range_groups
SELECT day, v, avg(v) OVER (ORDER BY day RANGE BETWEEN INTERVAL '1' MONTH PRECEDING AND INTERVAL '1' DAY PRECEDING) AS prev_mo, v - first_value(v) OVER (ORDER BY day GROUPS CURRENT ROW) AS tie_delta, sum(sum(v)) OVER (ORDER BY day) AS cum FROM (VALUES (DATE '2024-02-28', 1e0), (DATE '2024-02-29', 3e0), (DATE '2024-03-29', 5e0), (DATE '2024-03-31', 7e0)) AS t(day, v) GROUP BY day, v ORDER BY day

-- case: rank_lag_having
SELECT cat, sum(n) AS total, 100.0 * sum(n) / sum(sum(n)) OVER () AS pct, rank() OVER (ORDER BY sum(n) DESC) AS rk, lag(cat) OVER (ORDER BY sum(n) DESC, cat) AS above FROM (VALUES ('x', 3), ('y', 5), ('x', 4), ('z', 5)) AS t(cat, n) GROUP BY cat HAVING sum(n) >= 5 ORDER BY rk, cat

-- case: plain_7
-- fails: expression not scalar
SELECT name, count(*) AS c FROM (VALUES ('a', 1), ('b', 2)) AS t(name, v) WHERE count(*) > 1 GROUP BY name ORDER BY name

-- case: join
SELECT a.k, a.v, b.v AS bv, coalesce(a.k, b.k) AS key_ FROM (VALUES (1, 'x'), (2, 'y'), (NULL, 'n')) AS a(k, v) FULL OUTER JOIN (VALUES (2, 'Y'), (3, 'Z'), (NULL, 'N')) AS b(k, v) ON a.k = b.k ORDER BY key_ NULLS LAST, a.v NULLS FIRST, b.v

-- case: using_fetch_offset
SELECT k, l, r, k * 10 AS k10 FROM (VALUES (1, 'x'), (2, 'y')) AS a(k, l) LEFT JOIN (VALUES (2, 'Y'), (2, 'YY')) AS b(k, r) USING (k) ORDER BY k, r OFFSET 1 ROW FETCH FIRST 2 ROWS ONLY

-- case: fetch_offset
SELECT team, pts FROM (VALUES ('a', 9), ('b', 7), ('c', 7), ('d', 1)) AS t(team, pts) ORDER BY pts DESC OFFSET 1 FETCH NEXT ROW WITH TIES

-- case: month_quarter_cube
SELECT y, m, q, grouping(y, m, q) AS g, count(*) AS n FROM (SELECT year(d) AS y, month(d) AS m, quarter(d) AS q FROM (VALUES DATE '2023-12-31', DATE '2024-01-01', DATE '2024-02-29') AS t(d)) GROUP BY CUBE (y, q), GROUPING SETS ((m), ()) HAVING grouping(m) = 1 OR count(*) > 1 ORDER BY g, y, m, q, n

-- case: reduce_split_regexp_like
SELECT transform(sequence(1, 15), i -> CASE WHEN i % 15 = 0 THEN 'fb' WHEN i % 5 = 0 THEN 'b' WHEN i % 3 = 0 THEN 'f' ELSE CAST(i AS varchar) END) AS fb, reduce(sequence(1, 10), ARRAY[0, 1], (s, i) -> s || (s[cardinality(s)] + s[cardinality(s) - 1]), s -> array_join(s, ' ')) AS fib, transform(ARRAY[ARRAY[1, 2], ARRAY[3]], r -> transform(r, x -> x * cardinality(r))) AS nested, filter(split('the cat, the DOG; a cat', ' '), w -> regexp_like(w, '^\p{Ll}{3}\b')) AS three

-- case: txt_regexp_extract_all_cross_join
WITH txt(line) AS (VALUES 'To be, or not to be: that is the question', 'To sleep, perchance to dream — ay'), w AS (SELECT lower(word) AS word FROM txt CROSS JOIN UNNEST(regexp_extract_all(line, '\b\p{L}+\b')) AS t(word)) SELECT word, count(*) AS n, length(word) AS len FROM w GROUP BY word HAVING count(*) > 1 OR length(word) > 7 ORDER BY n DESC, word

-- case: map_entries_ngrams_histogram
WITH txt(s) AS (VALUES 'error: disk full; error: net down') SELECT map_entries(split_to_map(regexp_replace(s, 'error: (\w+) (\w+)', '$1=$2'), '; ', '=')) IS NOT NULL AS ok, transform(ngrams(regexp_extract_all(s, '\w+'), 2), g -> array_join(g, '_')) AS bigrams, histogram(c) AS letters FROM txt CROSS JOIN UNNEST(regexp_extract_all(s, '[dn]')) AS u(c) GROUP BY s

-- case: try_json_parse_json_extract
-- fails: invalid function argument
SELECT try(CAST(json_parse('{"a":[1,"x"]}') AS MAP(varchar, ARRAY(integer)))) AS bad_cast, CAST(json_extract('{"a":[{"n":9007199254740993}]}', '$.a[0].n') AS bigint) AS big, json_extract_scalar('{"a b":{"c.d":"v"}}', '$["a b"]["c.d"]') AS br, json_extract_scalar('{"a":{"b":1}}', '$.a') AS obj, json_parse('{"dup":1,"dup":2}') AS dup, CAST(json_parse('1.10') AS decimal(10, 2)) AS dec, json_extract('[{"x":1},{"x":2}]', '$..x') AS deep

-- case: typeof_char_length
SELECT typeof(NULL) AS a, typeof(1.50) AS b, typeof('ab' || 'c') AS c, typeof(ARRAY[1, 2.5]) AS d, typeof(ROW(1, true)) AS e, typeof(CAST('x' AS char(3))) AS f, typeof(IF(true, 1, BIGINT '2')) AS g, typeof(MAP(ARRAY[1], ARRAY[NULL])) AS h, typeof(DATE '2024-01-01' - DATE '2023-01-01') AS i, CAST('ab' AS char(4)) = 'ab' AS ch, length(CAST('ab' AS char(4))) AS cl, CAST(12345.678e0 AS varchar) AS dv, CAST(REAL '0.1' AS varchar) AS rv

-- case: plain_8
-- fails: type mismatch
SELECT id, val + 1 AS nxt FROM (VALUES (1, '10'), (2, '20')) AS t(id, val) WHERE val > 5 ORDER BY id

-- case: acct_lead_max_by
WITH acct(id, ts, amt) AS (VALUES (1, DATE '2024-01-01', DECIMAL '100.00'), (1, DATE '2024-01-15', DECIMAL '-30.55'), (1, DATE '2024-02-01', DECIMAL '0.55'), (2, DATE '2024-01-10', DECIMAL '-5.00')), bal AS (SELECT id, ts, sum(amt) OVER (PARTITION BY id ORDER BY ts) AS balance, lead(ts, 1, DATE '2024-03-01') OVER (PARTITION BY id ORDER BY ts) AS until_ FROM acct) SELECT id, sum(balance * date_diff('day', ts, until_)) / sum(date_diff('day', ts, until_)) AS avg_daily, max_by(ts, balance) AS peak_day, min(balance) < 0 AS overdrawn FROM bal GROUP BY id ORDER BY id

-- case: array_agg_between
WITH ev(src, s, e) AS (VALUES ('a', 1, 5), ('a', 3, 8), ('a', 10, 12), ('b', 2, 2), ('a', 12, 15)), mk AS (SELECT src, s, e, CASE WHEN s <= max(e) OVER (PARTITION BY src ORDER BY s, e ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS st FROM ev), gp AS (SELECT *, sum(st) OVER (PARTITION BY src ORDER BY s, e) AS g FROM mk) SELECT src, min(s) AS from_, max(e) AS to_, array_agg(ROW(s, e) ORDER BY s) AS parts FROM gp GROUP BY src, g ORDER BY src, from_

-- case: array_min_power_cosine_similarity
WITH s(sensor, vec) AS (VALUES ('t1', ARRAY[1.0e0, 2.0e0, NULL]), ('t2', ARRAY[0e0, -4.5e0])) SELECT sensor, array_min(vec) AS mn, array_max(vec) AS mx, reduce(filter(vec, v -> v IS NOT NULL), 0e0, (a, v) -> a + power(v, 2), a -> round(sqrt(a), 4)) AS norm, round(cosine_similarity(MAP(ARRAY['a', 'b'], ARRAY[1e0, vec[1]]), MAP(ARRAY['a'], ARRAY[2e0])), 4) AS cs, zip_with(vec, sequence(1, cardinality(vec)), (v, i) -> v * i) AS weighted FROM s ORDER BY sensor
