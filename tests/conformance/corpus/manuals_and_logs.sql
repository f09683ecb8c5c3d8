-- case: cloudtrail_logs
WITH cloudtrail_logs AS (SELECT * FROM (VALUES (CAST(ROW('IAMUser', 'arn:aws:iam::111122223333:user/alice', 'alice') AS ROW(type varchar, arn varchar, username varchar)), '2024-03-01T10:15:30Z', 's3.amazonaws.com', 'GetObject', NULL, '203.0.113.10'), (CAST(ROW('IAMUser', 'arn:aws:iam::111122223333:user/bob', 'bob') AS ROW(type varchar, arn varchar, username varchar)), '2024-03-01T10:17:02Z', 'iam.amazonaws.com', 'CreateUser', 'AccessDenied', '198.51.100.7'), (CAST(ROW('IAMUser', 'arn:aws:iam::111122223333:user/alice', 'alice') AS ROW(type varchar, arn varchar, username varchar)), '2024-03-01T09:00:00Z', 's3.amazonaws.com', 'GetObject', NULL, '203.0.113.11'), (CAST(ROW('Root', 'arn:aws:iam::111122223333:root', NULL) AS ROW(type varchar, arn varchar, username varchar)), '2024-03-02T00:00:01Z', 'signin.amazonaws.com', 'ConsoleLogin', 'Throttling', '192.0.2.1')) AS t(useridentity, eventtime, eventsource, eventname, errorcode, sourceipaddress)) SELECT useridentity.username, eventname, count(*) AS cnt, min(from_iso8601_timestamp(eventtime)) first_seen, count(DISTINCT sourceipaddress) ips FROM cloudtrail_logs WHERE errorcode IS NULL OR errorcode IN ('AccessDenied', 'UnauthorizedOperation') GROUP BY useridentity.username, eventname ORDER BY cnt DESC, 1, 2

-- case: vpc_flow_logs
WITH vpc_flow_logs (version, account_id, interface_id, srcaddr, dstaddr, srcport, dstport, protocol, packets, bytes, start, "end", action, log_status) AS (VALUES (2, '123456789010', 'eni-1235b8ca', '172.31.16.139', '172.31.16.21', 20641, 22, BIGINT '6', 20, 4249, 1418530010, 1418530070, 'ACCEPT', 'OK'), (2, '123456789010', 'eni-1235b8ca', '172.31.9.69', '172.31.9.12', 49761, 3389, 6, 20, 4249, 1418530010, 1418530070, 'REJECT', 'OK'), (2, '123456789010', 'eni-1235b8ca', '203.0.113.12', '172.31.16.139', 0, 0, 1, 4, 336, 1432917027, 1432917142, 'ACCEPT', 'OK'), (2, '123456789010', 'eni-1235b8cb', '172.31.1.1', '172.31.16.21', 53, 5353, 17, 9, 812, 1418530100, 1418530133, 'ACCEPT', 'OK')) SELECT dstaddr, CASE protocol WHEN 6 THEN 'tcp' WHEN 17 THEN 'udp' WHEN 1 THEN 'icmp' ELSE CAST(protocol AS varchar) END proto, SUM(packets) AS packetcount, sum(bytes)/1024 kb, max("end" - start) dur, from_unixtime(min(start)) FROM vpc_flow_logs WHERE log_status='OK' GROUP BY dstaddr, protocol ORDER BY packetcount DESC, dstaddr, proto

-- case: contains_typeof
SELECT srcaddr, contains('10.0.0.0/8', CAST(srcaddr AS ipaddress)) AS "rfc1918?", contains('172.16.0.0/12', CAST(srcaddr as IPADDRESS)) b, typeof(cast(srcaddr AS ipaddress)) ty FROM (VALUES '10.1.2.3', '172.16.0.9', '8.8.8.8') AS v(srcaddr) ORDER BY srcaddr

-- case: alb_logs_parse_datetime
SELECT client_ip, request_verb, COUNT(*) AS num FROM (VALUES ('2018-05-30T12:00:01.123456Z','10.0.0.1','GET',200), ('2018-05-30T12:59:59.999999Z','10.0.0.1','GET',404), ('2018-05-30T13:00:00.000001Z','10.0.0.2','POST',502), ('2018-05-31T00:00:00.186641Z','10.0.0.2','GET',200)) alb_logs(time, client_ip, request_verb, elb_status_code) WHERE parse_datetime(time,'yyyy-MM-dd''T''HH:mm:ss.SSSSSS''Z') BETWEEN parse_datetime('2018-05-30-12:00:00','yyyy-MM-dd-HH:mm:ss') AND parse_datetime('2018-05-31-00:00:00','yyyy-MM-dd-HH:mm:ss') GROUP BY client_ip, request_verb ORDER BY client_ip, request_verb

-- case: cur
with cur as (select * from (values ('111', timestamp '2024-01-03 00:00:00', 'SavingsPlanCoveredUsage', 10.25, 7.10, 'AmazonEC2'), ('111', timestamp '2024-01-09 00:00:00', 'SavingsPlanNegation', -10.25, 0.00, 'AmazonEC2'), ('111', timestamp '2024-01-30 23:00:00', 'Usage', 3.14, 0.00, 'AmazonS3'), ('222', timestamp '2024-02-01 00:00:00', 'Tax', 1.99, 0.00, 'AmazonS3'), ('222', timestamp '2024-02-02 01:00:00', 'DiscountedUsage', 0.00, 0.55, 'AmazonRDS')) t(line_item_usage_account_id, line_item_usage_start_date, line_item_line_item_type, line_item_unblended_cost, effective_cost, line_item_product_code)) SELECT line_item_usage_account_id, DATE_FORMAT((line_item_usage_start_date),'%Y-%m-01') AS month_line_item_usage_start_date, SUM(CASE WHEN (line_item_line_item_type = 'SavingsPlanNegation') THEN 0 ELSE line_item_unblended_cost END) AS sum_line_item_unblended_cost, SUM(CASE WHEN line_item_line_item_type IN ('SavingsPlanCoveredUsage','DiscountedUsage') THEN effective_cost WHEN line_item_line_item_type = 'SavingsPlanNegation' THEN 0 ELSE line_item_unblended_cost END) AS amortized_cost FROM cur WHERE line_item_line_item_type NOT IN ('Tax','Credit','Refund') GROUP BY line_item_usage_account_id, DATE_FORMAT((line_item_usage_start_date),'%Y-%m-01') ORDER BY month_line_item_usage_start_date ASC, sum_line_item_unblended_cost DESC, 1

-- case: waf_logs
WITH waf_logs AS (SELECT * FROM (VALUES ('BLOCK', 'GB', ARRAY[CAST(ROW('Host','example.com') AS ROW(name varchar, value varchar)), ROW('User-Agent','curl/7.61'), ROW('Referer','http://bad.example')]), ('ALLOW', 'US', ARRAY[CAST(ROW('Host','example.com') AS ROW(name varchar, value varchar)), ROW('referer','https://ok.example')]), ('BLOCK','GB', ARRAY[CAST(ROW('Host','api.example.com') AS ROW(name varchar, value varchar)), ROW('User-Agent','sqlmap/1.4')])) AS x("action", country, headers)) SELECT COUNT(*) AS "count", h.name, lower(h.value) AS val FROM waf_logs CROSS JOIN UNNEST(headers) AS h(name, value) WHERE "action" = 'BLOCK' AND LOWER(h.name) IN ('user-agent','referer') GROUP BY h.name, lower(h.value) ORDER BY 1 DESC, 2, 3

-- case: round_power_format
SELECT storage_class, count(*) n, sum(size) bytes, round(sum(size) / power(1024, 3), 3) AS gb, format('%,d', sum(size)) pretty, array_agg(key ORDER BY size DESC, key) AS "keys" FROM (VALUES ('logs/2024/a.gz', 5368709120, 'STANDARD'), ('logs/2024/b.gz', 1073741824, 'STANDARD'), ('img/c.png', 2048, 'GLACIER'), ('img/d.png', NULL, 'GLACIER')) inv(key, size, storage_class) GROUP BY 1 HAVING count(size) >= 1 ORDER BY bytes DESC NULLS LAST, storage_class

-- case: clicks_lagged_flagged
WITH clicks(user_id, ts, page) AS (VALUES (1, TIMESTAMP '2024-05-01 10:00:00', '/home'), (1, TIMESTAMP '2024-05-01 10:10:00', '/cart'), (1, TIMESTAMP '2024-05-01 11:00:01', '/home'), (2, TIMESTAMP '2024-05-01 10:05:00', '/home'), (2, TIMESTAMP '2024-05-01 10:35:00', '/buy'), (2, TIMESTAMP '2024-05-01 11:05:01', '/home')), lagged AS (SELECT *, lag(ts) OVER (PARTITION BY user_id ORDER BY ts) AS prev_ts FROM clicks), flagged AS (SELECT *, IF(prev_ts IS NULL OR date_diff('minute', prev_ts, ts) > 30, 1, 0) AS is_new FROM lagged), sess AS (SELECT *, sum(is_new) OVER (PARTITION BY user_id ORDER BY ts ROWS UNBOUNDED PRECEDING) AS sn FROM flagged) SELECT CAST(user_id AS varchar) || '-' || CAST(sn AS varchar) AS session_id, min(ts) s, max(ts) e, date_diff('second', min(ts), max(ts)) AS secs, array_join(array_agg(page ORDER BY ts), ' > ') path FROM sess GROUP BY user_id, sn ORDER BY user_id, sn

-- case: format_count_if_filter
select step1, step2, step3, format('%.1f%%', 100.0 * step3 / step1) conv from (select count_if(t1 is not null) step1, count_if(t2 > t1) step2, count_if(t3 > t2 AND t2 > t1) step3 from (select uid, min(ts) filter (where ev='view') t1, min(ts) filter (where ev='add') t2, min(ts) filter (where ev='buy') t3 from (values ('a',1,'view'),('a',2,'add'),('a',3,'buy'),('b',1,'view'),('b',5,'add'),('c',9,'view'),('c',2,'add'),('d',4,'view')) e(uid,ts,ev) group by uid) x) y

-- case: grouping_shipping_rollup
SELECT origin_state, origin_zip, sum(package_weight) w, grouping(origin_state, origin_zip) AS g FROM (VALUES ('California', 94131, 13), ('California', 90210, 42), ('New Jersey', 7081, 225), ('New Jersey', 7081, 5), ('Connecticut', 6708, 30)) shipping(origin_state, origin_zip, package_weight) GROUP BY ROLLUP (origin_state, origin_zip) ORDER BY g, origin_state, origin_zip

-- case: grouping_filter_cube
SELECT region, product, GROUPING(region) + 2*GROUPING(product) gid, SUM(amt) total, COUNT(*) FILTER (WHERE amt > 100) AS big FROM (VALUES ('eu','x',100.50),('eu','y',220.00),('us','x',310.25),('us',NULL,5.00)) s(region,product,amt) GROUP BY CUBE (region, product) ORDER BY gid, region NULLS FIRST, product NULLS FIRST, total

-- case: sets
SELECT a, b, c, count(*) cnt FROM (VALUES (1,'x',true),(1,'y',false),(2,'x',true)) t(a,b,c) GROUP BY GROUPING SETS ((a, b), (c), ()) ORDER BY a NULLS LAST, b NULLS LAST, c NULLS LAST, cnt

-- case: unnest_cardinality
SELECT numbers, n, a FROM (VALUES (ARRAY[2, 5]), (ARRAY[7, 8, 9]), (ARRAY[]), (NULL)) AS x (numbers) LEFT JOIN UNNEST(numbers) WITH ORDINALITY AS t (n, a) ON TRUE ORDER BY cardinality(numbers) NULLS LAST, a

-- case: unnest
SELECT n, c, o FROM UNNEST(ARRAY['x','y','z'], ARRAY[10, 20]) WITH ORDINALITY AS t(n, c, o) ORDER BY o

-- case: unnest_map_from_entries
SELECT animal, legs FROM UNNEST(map_from_entries(ARRAY[('dog', 4), ('cat', 4), ('bird', 2)])) WITH ORDINALITY AS t(animal, legs, ordinality) WHERE legs >= 2 AND ordinality > 0 ORDER BY legs, animal LIMIT 2

-- case: lateral
SELECT name, total_spent FROM (VALUES (1,'acme'),(2,'globex'),(3,'initech')) c(id, name) CROSS JOIN LATERAL (SELECT sum(o.amount) AS total_spent FROM (VALUES (1, 100), (1, 50), (2, 75)) o(cid, amount) WHERE o.cid = c.id) ORDER BY name

-- case: avg
SELECT day, sales, sum(sales) OVER (ORDER BY day RANGE BETWEEN INTERVAL '2' DAY PRECEDING AND CURRENT ROW) AS trailing3d, avg(sales) OVER (ORDER BY day ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS mov_avg FROM (VALUES (DATE '2024-01-01', 10.0), (DATE '2024-01-02', 20.0), (DATE '2024-01-05', 40.0), (DATE '2024-01-06', 5.5)) s(day, sales) ORDER BY day

-- case: plain
SELECT k, v, count(*) OVER w AS g, min(v) OVER w lo, max(v) OVER w hi, sum(v) OVER (ORDER BY k GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) prev_groups FROM (VALUES (1, 1), (1, 2), (3, 3), (3, 4), (7, 5)) t(k, v) WINDOW w AS (ORDER BY k GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) ORDER BY k, v

-- case: rank_dense_rank_percent_rank
SELECT clerk, price, rank() OVER (PARTITION BY clerk ORDER BY price DESC) AS rnk, dense_rank() OVER (PARTITION BY clerk ORDER BY price DESC) dr, percent_rank() OVER (PARTITION BY clerk ORDER BY price DESC) pr, cume_dist() OVER (PARTITION BY clerk ORDER BY price DESC) cd, ntile(2) OVER (PARTITION BY clerk ORDER BY price DESC, id) AS half FROM (VALUES (1,'c1',100),(2,'c1',100),(3,'c1',90),(4,'c1',10),(5,'c2',55)) o(id,clerk,price) ORDER BY clerk, rnk, id

-- case: plain_2
-- fails: SYNTAX_ERROR
SELECT useridentity.arn FROM (VALUES (CAST(ROW('arn:aws:iam::1:user/x') AS ROW(arn varchar)))) t(useridentity) WHERE useridentity.arn ILIKE '%USER%'

-- case: lag_lead_nth_value
SELECT id, v, lag(v, 1, -1) OVER (ORDER BY id) lag1, lead(v, 2) OVER (ORDER BY id) lead2, lag(v) IGNORE NULLS OVER (ORDER BY id) last_known, nth_value(v, 2) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) second_v, first_value(v) IGNORE NULLS OVER (ORDER BY id DESC) fv FROM (VALUES (1, 10), (2, NULL), (3, 30), (4, NULL), (5, 50)) t(id, v) ORDER BY id

-- case: t
WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 4) SELECT sum(n) FROM t

-- case: org
WITH RECURSIVE org(id, name, mgr, lvl, path) AS (SELECT id, name, mgr, 1, CAST(name AS varchar) FROM (VALUES (1,'Ann',NULL),(2,'Bob',1),(3,'Cat',1),(4,'Dan',2)) e(id,name,mgr) WHERE mgr IS NULL UNION ALL SELECT e.id, e.name, e.mgr, o.lvl + 1, o.path || '/' || e.name FROM (VALUES (1,'Ann',NULL),(2,'Bob',1),(3,'Cat',1),(4,'Dan',2)) e(id,name,mgr) JOIN org o ON e.mgr = o.id) SELECT id, lvl, path FROM org ORDER BY path

-- case: json_extract_scalar_json_extract_json_size
SELECT json_extract_scalar(rp, '$.bucketName') bucket, json_extract_scalar(rp, '$["x-id"]') xid, json_extract(rp, '$.tags[0]') first_tag, json_size(rp, '$.tags') ntags, CAST(json_extract(rp, '$.durability') AS double) d FROM (VALUES '{"bucketName":"my-logs","x-id":"GetObject","tags":[{"k":"env","v":"prod"},{"k":"team"}],"durability":99.9}', '{"bucketName":null,"tags":[]}') t(rp) ORDER BY bucket NULLS LAST

-- case: json_query_json_value_json_exists
SELECT json_query('{"items":[{"id":1,"p":9.5},{"id":2,"p":20}]}', 'lax $.items[*].id' WITH ARRAY WRAPPER) ids, json_query('{"items":[{"id":1,"p":9.5},{"id":2,"p":20}]}', 'lax $.items[*]?(@.p > 10)') AS pricey, json_value('{"items":[{"id":1,"p":9.5},{"id":2,"p":20}]}', 'lax $.items[1].p' RETURNING integer) AS p2, json_value('{"a":null}', 'lax $.b' DEFAULT 'n/a' ON EMPTY) AS dflt, json_exists('{"items":[1,2]}', 'strict $.items[5]' FALSE ON ERROR) e

-- case: json_value_customers
-- fails: a map has no order
SELECT id, json_value(description, 'lax $.comment') AS comment, json_value(description, 'lax $.children[0].age' RETURNING tinyint DEFAULT -1 ON EMPTY) AS age FROM (VALUES (101, '{"comment" : "nice", "children" : [{"age" : 3}]}'), (102, '{"comment" : "problem", "children" : []}'), (103, '{"children" : [{"age" : 40}, {"age": 5}]}')) AS customers(id, description) ORDER BY id

-- case: json_object_json_array_json_format
SELECT json_object('k1' : 1, 'k2' VALUE 'two', KEY 'k3' VALUE null ABSENT ON NULL) obj, json_array(1, 'a', true, null NULL ON NULL) arr, json_format(JSON '[1, 2, {"b":2,"a":1}]') f, json_array_contains('[1, 2, 3]', 2) c2, json_array_length('[1,2,3]') len, is_json_scalar('[1]') sc

-- case: map_array_json_format
SELECT CAST(JSON '{"k1":1,"k2":23,"k3":456}' AS MAP(VARCHAR, INTEGER))['k2'] m, CAST(JSON '{"v1":123,"v2":"abc","v3":true}' AS ROW(v1 BIGINT, v2 VARCHAR, v3 BOOLEAN)).v2 r, CAST(JSON '[[1,23],[456]]' AS ARRAY(ARRAY(BIGINT))) a, CAST(CAST(ROW(123, 'abc', true) AS ROW(v1 BIGINT, v2 VARCHAR, v3 BOOLEAN)) AS JSON) j, json_format(CAST(MAP(ARRAY['b','a'], ARRAY[1, 23]) AS JSON)) jm

-- case: dataset
WITH dataset AS (SELECT '{"name": "Susan Smith","org": "engineering","projects": [{"name":"project1", "completed":false},{"name":"project2", "completed":true}]}' AS myblob) SELECT json_extract_scalar(myblob, '$.name') AS name, p['name'] prj, p['completed'] done FROM dataset CROSS JOIN UNNEST(CAST(json_extract(myblob, '$.projects') AS array(map(varchar, json)))) AS t(p) ORDER BY json_format(p['name'])

-- case: dataset_2
with dataset as (select array[5,20,50, null] as xs, array[1,2,3,4] ys) select reduce(xs, 0, (s, x) -> s + coalesce(x, 0), s -> s) tot, reduce(ARRAY[5.0, 20.0, 6.0], CAST(ROW(0.0, 0) AS ROW(sum DOUBLE, cnt INTEGER)), (s, x) -> CAST(ROW(x + s.sum, s.cnt + 1) AS ROW(sum DOUBLE, cnt INTEGER)), s -> IF(s.cnt = 0, NULL, s.sum / s.cnt)) as av, zip_with(xs, ys, (x, y) -> x * y) z, transform(filter(xs, x -> x is not null), x -> cast(x as varchar) || '!') bang, any_match(ys, y -> y > 3) am, all_match(ys, y -> y > 3) al, none_match(ys, y -> y > 9) nm from dataset

-- case: transform_values_transform_keys_upper
SELECT transform_values(m, (k, v) -> k || '=' || CAST(v * mult AS varchar)) tv, transform_keys(m, (k, v) -> upper(k)) tk, map_filter(m, (k, v) -> v >= mult) mf, map_zip_with(m, MAP(ARRAY['a','z'], ARRAY[100, 200]), (k, v1, v2) -> coalesce(v1, 0) + coalesce(v2, 0)) mz, element_at(m, 'nope') ne FROM (VALUES (MAP(ARRAY['a','b','c'], ARRAY[1, 2, 3]), 2)) t(m, mult)

-- case: array_sort_length_array_distinct
SELECT array_sort(ARRAY[3, 2, 5, 1, NULL]) s, array_sort(ARRAY['bc', 'abc', 'z'], (x, y) -> IF(length(x) < length(y), -1, IF(length(x) = length(y), 0, 1))) bylen, array_distinct(ARRAY[1,1,2,NULL,NULL]) d, array_sort(array_union(ARRAY[1,2],ARRAY[2,9])) u, array_except(ARRAY[1,2,3],ARRAY[2]) e, array_sort(array_intersect(ARRAY[4,1,2],ARRAY[2,4,7])) i, arrays_overlap(ARRAY[1,2], ARRAY[2,3]) o, array_position(ARRAY['a','b'],'b') p, array_remove(ARRAY[1,2,1],1) r

-- case: combinations_ngrams_flatten
SELECT combinations(ARRAY['foo','bar','baz'], 2) c, ngrams(ARRAY['a','b','c','d'], 3) n, flatten(ARRAY[ARRAY[1,2],ARRAY[],ARRAY[3]]) f, slice(sequence(1,10,3), 2, 2) sl, slice(ARRAY[1,2,3,4], -3, 2) sl2, repeat('x', 3) rp, reverse(ARRAY[1,2,3]) rv, zip(ARRAY[1,2], ARRAY['1b', NULL, '3b']) zp, trim_array(ARRAY[1,2,3,4], 1) ta, contains_sequence(ARRAY[1,2,3,4], ARRAY[2,3]) cs

-- case: array_join_element_at_cardinality
SELECT array_join(words, ' ') AS welcome_msg, array_join(ARRAY['a',NULL,'c'], ',', 'null') j2, words[1] w1, element_at(words, -1) lst, element_at(words, 9) nil, cardinality(words) AS n, words || ARRAY['!'] || 'x' cc, array_max(words) mx, array_min(transform(words, w -> length(w))) mn FROM (SELECT ARRAY ['hello', 'amazon', 'athena'] AS words)

-- case: histogram_map_agg_multimap_agg
SELECT dept, histogram(grade) h, map_agg(name, age) ages, multimap_agg(grade, name ORDER BY name) byg, max_by(name, age) oldest, min_by(name, age, 2) youngest2, max(age, 2) top2, bool_and(age > 20) ba, bool_or(grade = 'C') bo, every(name <> '') ev FROM (VALUES ('Eng','Bob',38,'A'),('Eng','Jane',45,'B'),('Eng','Billy',21,'A'),('Ops','Sally',33,'C')) e(dept,name,age,grade) GROUP BY dept ORDER BY dept

-- case: listagg_group
SELECT g, listagg(v, ',') WITHIN GROUP (ORDER BY v DESC) AS csv, listagg(DISTINCT v, '|') WITHIN GROUP (ORDER BY v) AS uniq, listagg(v) WITHIN GROUP (ORDER BY o) nosep FROM (VALUES ('a',1,'x'),('a',2,'y'),('a',3,'x'),('b',1,NULL),('b',2,'q')) t(g,o,v) GROUP BY g ORDER BY g

-- case: date_trunc_date_add_date_diff
SELECT date_trunc('hour', ts) h, date_trunc('week', ts) w, date_trunc('quarter', ts) q, date_add('month', 1, DATE '2024-01-31') eom, date_diff('day', DATE '2024-02-28', DATE '2024-03-01') dd, last_day_of_month(CAST(ts AS date)) ld, ts + INTERVAL '1' MONTH - interval '3' hour shifted, extract(DOW FROM ts) dow, EXTRACT(DOY FROM ts) doy, year_of_week(ts) yow, week(ts) wk FROM (VALUES TIMESTAMP '2024-12-30 22:45:10.123') t(ts)

-- case: format_datetime_from_iso8601_timestamp_date_format
SELECT format_datetime(from_iso8601_timestamp('2023-07-04T15:06:07Z') AT TIME ZONE 'America/New_York', 'yyyy-MM-dd HH:mm:ss ZZ') a, format_datetime(TIMESTAMP '2023-07-04 15:06:07', 'EEE, d MMM yy h:mm a') b, date_format(date_parse('2023/07/04 15', '%Y/%m/%d %H'), '%W %M %e %Y %h:%i %p, day %j') c, at_timezone(TIMESTAMP '2012-10-31 01:00 UTC', 'America/Los_Angeles') d, with_timezone(TIMESTAMP '2024-03-31 01:30:00', 'Europe/Paris') e, to_iso8601(DATE '2024-02-29') f

-- case: row_number
-- fails: SYNTAX_ERROR
SELECT region, sum(amount) OVER (PARTITION BY region ORDER BY d) AS running FROM (VALUES ('eu', DATE '2024-01-01', 5), ('eu', DATE '2024-01-02', 7)) s(region, d, amount) QUALIFY row_number() OVER (PARTITION BY region ORDER BY d DESC) = 1

-- case: plain_3
-- fails: COLUMN_NOT_FOUND
SELECT CASE WHEN amount >= 100 THEN 'large' ELSE 'small' END AS bucket, count(*) FROM (VALUES 5, 150, 99) t(amount) GROUP BY bucket ORDER BY 1

-- case: regexp_extract_all_regexp_extract_regexp_like
SELECT regexp_extract_all('1a 2b 14m', '(\d+)([a-z]+)', 2) ea, regexp_extract('1a 2b 14m', '\d+') ex, regexp_like('1a 2b 14m', '\d+b') lk, regexp_replace('1a 2b 14m', '(\d+)([a-z]+) ', '3c$2 ') rp, regexp_replace('new york', '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) tc, regexp_split('1a 2b 14m', '\s*[a-z]+\s*') sp, regexp_count('1a 2b 14m', '\s*[a-z]+\s*') ct, regexp_position('I have 23 apples, 5 pears and 13 oranges', '\b\d+\b', 5) po

-- case: regexp_extract_date_parse_try_cast
SELECT regexp_extract(line, '^(\S+) \S+ \S+ \[([^\]]+)\] "([A-Z]+) (\S+)', 1) ip, date_parse(regexp_extract(line, '\[([^ \]]+)', 1), '%d/%b/%Y:%H:%i:%s') AS ts, regexp_extract(line, '"([A-Z]+) (\S+) HTTP/([\d.]+)"', 3) ver, TRY_CAST(regexp_extract(line, '" (\d{3}) ', 1) AS integer) / 100 AS klass FROM (VALUES '127.0.0.1 - frank [10/Oct/2023:13:55:36] "GET /apache_pb.gif HTTP/1.0" 200 2326', '10.9.8.7 - - [11/Oct/2023:00:00:00] "POST /login?x=1 HTTP/1.1" 503 -', 'garbage') logs(line) ORDER BY ip NULLS LAST

-- case: split_part_split_split_to_map
-- fails: no such function
SELECT split_part('us-east-1:prod:web', ':', 2) env, split_part('a,b', ',', 5) nil, split('a.b.c', '.', 2) lim, split_to_map('a=1;b=2', ';', '=') m, split_to_multimap('a=1;b=2;a=3', ';', '=') mm, split_to_map('a:1;b:2;a:3', ';', ':', (k, v1, v2) -> v1 || v2) merged, element_at(split('x-y-z', '-'), -1) tail, cardinality(split('', ',')) c

-- case: url_extract_protocol_url_extract_host_url_extract_port
SELECT u, url_extract_protocol(u) proto, url_extract_host(u) host, url_extract_port(u) port, url_extract_path(u) pth, url_extract_query(u) q, url_extract_parameter(u, 'utm_source') src, url_extract_fragment(u) frag FROM (VALUES 'https://www.example.com:8443/a/b%20c?utm_source=mail&x=1#top', 'http://aws.amazon.com/athena', 's3://bucket/key?utm_source=') t(u) ORDER BY u

-- case: url_encode_url_decode_to_hex
SELECT url_encode('a b&c=d/é') enc, url_decode('a+b%26c%3Dd') de, to_hex(md5(to_utf8('athena'))) md5, lower(to_hex(sha256(CAST('abc' AS varbinary)))) sha, to_base64(to_utf8('hello world?')) b64, from_utf8(from_base64('aGVsbG8=')) fb, to_base64url(X'fbff') bu, to_hex(crc32_b) AS be, from_big_endian_64(from_hex('00000000000000ff')) n, length(X'00 01 02') ln FROM (SELECT to_big_endian_64(crc32(to_utf8('abc'))) crc32_b)

-- case: to_hex_hmac_sha256_to_utf8
SELECT to_hex(hmac_sha256(to_utf8('msg'), to_utf8('key'))) hm, to_hex(xxhash64(to_utf8('abc'))) xx, X'65' || to_utf8('f') vb, from_utf8(X'58BF', '#') bad, reverse(X'010203') rv, substr(to_utf8('athena'), 2, 3) sb, to_hex(to_ieee754_64(1.5)) ie, lpad(X'0a', 3, X'00') lp, concat(X'01', X'02') cc

-- case: bitwise_and_bitwise_or_bitwise_xor
SELECT bitwise_and(19, 25) a, bitwise_or(19, 25) o, bitwise_xor(19, 25) x, bitwise_not(-12) n, bit_count(7, 64) b, bit_count(-7, 8) b8, bitwise_left_shift(TINYINT '7', 2) ls, bitwise_right_shift(-8, 60) rs, bitwise_right_shift_arithmetic(-8, 2) ra, to_base(255, 16) hx, from_base('1010', 2) fb

-- case: bitwise_or_agg_bitwise_and_agg_reduce_agg
SELECT g, bitwise_or_agg(flags) orr, bitwise_and_agg(flags) andd, reduce_agg(v, 1, (a, b) -> a * b, (a, b) -> a * b) prod, geometric_mean(v) > 2 gm, count_if(v % 2 = 0) evens, sum(DISTINCT v) sd, max_by(v, flags) mb FROM (VALUES ('a', 5, 2), ('a', 3, 4), ('b', 8, 3), ('b', 12, 3)) t(g, flags, v) GROUP BY g ORDER BY g

-- case: round_corr_regr_slope
SELECT ROUND(corr(y, x), 6) c, round(regr_slope(y, x), 4) sl, round(regr_intercept(y, x), 4) ic, round(covar_samp(y, x), 4) cv, round(stddev_pop(x), 6) sp, round(var_samp(y), 6) vs, round(skewness(y), 6) sk, round(kurtosis(y), 4) ku FROM (VALUES (1, 2.1e0), (2, 3.9e0), (3, 6.2e0), (4, 7.8e0), (5, 12.0e0)) t(x, y)

-- case: round_truncate_ceil
SELECT v, round(v) r0, round(v, 1) r1, truncate(v) tr, ceil(v) ce, floor(v) fl, abs(v) ab, sign(v) sg, CAST(v AS integer) i, CAST(v AS decimal(5,1)) d1, mod(v, 2) md, v / 3 AS q FROM (VALUES 2.55, -2.55, 0.50, 7.00) t(v) ORDER BY v

-- case: decimal_typeof_greatest
SELECT 7/2 i, 7 / 2.0 d, 7e0/2 f, -7 % 3 m, 1.00 / 3.00 q, DECIMAL '10.5' * DECIMAL '2.25' p, CAST(1 AS decimal(10,2)) + 0.125 s, CAST('12.345' AS decimal(10,2)) c, typeof(1.50 * 2) ty, typeof(DECIMAL '1.1' + 1) ty2, typeof(1.1 / 7) ty3, greatest(1, 2.5, 2) g, least('b','a') l

-- case: width_bucket_avg
SELECT width_bucket(x, 0, 10, 5) wb, width_bucket(x, ARRAY[1.0e0, 3.0e0, 6.0e0]) wa, count(*) n, avg(x) av FROM (VALUES 0.5e0, 2e0, 2.5e0, 9.75e0, 10e0, -1e0) t(x) GROUP BY 1, 2 ORDER BY 1, 2

-- case: is_nan_nan_is_infinite
SELECT is_nan(nan()) a, is_infinite(1e0 / 0e0) b, infinity() > 1e308 c, round(ln(e()), 9) d, log2(8) e2, log10(1000) l10, log(2, 64) lg, cbrt(27) cb, sqrt(2e0) * sqrt(2e0) = 2e0 AS eq, round(degrees(pi()), 3) dg, power(2, -1) pw, round(atan2(1, 1), 5) at, mod(-5, 3) md, cosine_similarity(MAP(ARRAY['a'], ARRAY[1.0]), MAP(ARRAY['a'], ARRAY[2.0])) cs

-- case: try_try_cast_nullif
SELECT TRY(1 / n) AS inv, TRY_CAST(s AS integer) si, coalesce(TRY_CAST(s AS date), DATE '1970-01-01') sd, NULLIF(n, 0) nz, IF(n > 0, 'pos') pos, IF(n > 0, 'pos', 'nonpos') p2, TRY(CAST(s AS bigint) * 2) dbl FROM (VALUES (0, '2024-01-01'), (5, '42'), (-3, 'abc')) t(n, s) ORDER BY n

-- case: all_any
SELECT k FROM (VALUES 1,2,3,4) a(k) WHERE k > ALL (VALUES 1, 2) UNION ALL SELECT k * 10 FROM (VALUES 1,2,3) b(k) WHERE k = ANY (SELECT x FROM (VALUES 2, 3, NULL) z(x)) ORDER BY k

-- case: plain_4
SELECT x FROM (VALUES 1,2,2,3,3,3) a(x) INTERSECT ALL SELECT x FROM (VALUES 2,3,3,4) b(x) ORDER BY x

-- case: plain_5
(SELECT id FROM (VALUES 1, 1, 2, 3) t(id) EXCEPT ALL SELECT id FROM (VALUES 1, 3) u(id)) UNION SELECT 99 ORDER BY 1 DESC

-- case: exists
SELECT c.name, (SELECT max(o.total) FROM (VALUES (1, 10.5), (1, 99.9), (2, 7.25)) o(cid, total) WHERE o.cid = c.id) AS biggest, EXISTS (SELECT 1 FROM (VALUES (1, 'open'), (3, 'closed')) t(cid, st) WHERE t.cid = c.id AND st <> 'closed') has_open, c.id IN (SELECT cid FROM (VALUES 1, 3) v(cid)) AS flg FROM (VALUES (1,'acme'),(2,'globex'),(3,'initech')) c(id,name) ORDER BY name

-- case: plain_6
-- fails: SYNTAX_ERROR
SELECT order_id::varchar AS oid, amount FROM (VALUES (1, 9.99)) o(order_id, amount)

-- case: plain_7
-- fails: no such function
SELECT 'id-' || id AS label FROM (VALUES 1, 2, 3) t(id) ORDER BY 1

-- case: t1_t2_j
WITH t1 AS (SELECT a, MAX(b) AS b FROM (VALUES ('x', 1), ('x', 5), ('y', 3)) x(a, b) GROUP BY a), t2 AS (SELECT a, AVG(d) AS d FROM (VALUES ('x', 1.00), ('y', 2.05), ('y', 2.10), ('z', 9.99)) y(a, d) GROUP BY a), j AS (SELECT * FROM t1 FULL OUTER JOIN t2 USING (a)) SELECT a, b, d, COALESCE(b, 0) + coalesce(d, 0) AS tot FROM j ORDER BY a

-- case: length
SELECT score, score / 10 AS tens FROM (VALUES ('a', 90), ('b', 85), ('c', 85), ('d', 70)) s(name, score) ORDER BY score DESC, length(name) OFFSET 1 ROW FETCH FIRST 1 ROW WITH TIES

-- case: row_number_2
SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY dept ORDER BY salary DESC, emp) rn FROM (VALUES ('it','ann',100),('it','bob',120),('it','cy',120),('hr','di',80)) e(dept,emp,salary)) WHERE rn <= 2 ORDER BY dept, rn

-- case: upper_length_reverse
SELECT s, upper(s) u, length(s) l, reverse(s) r, substr(s, 2, 3) ss, substring(s FROM -3) tl, strpos(s, 'a') p, strpos(s, 'a', 2) p2, position('n' IN s) pn, replace(s, 'an', '_') rp, translate(s, 'abn', 'xy') tr, lpad(s, 8, '*') lp, rpad(s, 3, '.') rr, starts_with(s, 'ba') sw, concat_ws('-', s, NULL, 'z') cw FROM (VALUES 'banana', 'Ångström', '') t(s) ORDER BY s

-- case: trim_ltrim_levenshtein_distance
SELECT trim('  x ') || '|' a, trim(BOTH '$' FROM '$var$') b, trim(TRAILING 'er' FROM 'tower') c, ltrim(' z') d, levenshtein_distance('kitten', 'sitting') e, hamming_distance('abc', 'abd') f, soundex('Robert') g, chr(65) || chr(233) h, codepoint('€') i, normalize('é', NFD) = 'é' j, length(normalize('é', NFD)) k, word_stem('running') l, format('%s has %05d items (%.2f%%)', 'cart', 42, 12.345) m, from_utf8(to_utf8('né')) n, U&'Hello winter \2603 !' o

-- case: plain_8
SELECT item FROM (VALUES '100%', '100 percent', 'a_b', 'axb', 'abc') t(item) WHERE item LIKE '%!%' ESCAPE '!' OR item LIKE 'a\_b' ESCAPE '\' OR item NOT LIKE '%_b%' ORDER BY item

-- case: date_format_unnest_sequence
SELECT CAST(d AS varchar) s, day_name FROM (SELECT d, date_format(d, '%a') AS day_name FROM UNNEST(sequence(DATE '2024-02-27', DATE '2024-03-03', INTERVAL '1' DAY)) AS cal(d)) WHERE day_of_week(d) NOT IN (6, 7) ORDER BY d

-- case: cal_sales
WITH cal AS (SELECT m FROM UNNEST(sequence(date '2024-01-01', date '2024-06-01', interval '1' month)) x(m)), sales AS (SELECT * FROM (VALUES (DATE '2024-01-15', 100.00), (DATE '2024-01-20', 50.50), (DATE '2024-04-02', 75.25)) s(d, amt)) SELECT date_format(c.m, '%b-%y') AS "Month", coalesce(sum(s.amt), 0) total, sum(coalesce(sum(s.amt), 0)) OVER (ORDER BY c.m) cume FROM cal c LEFT JOIN sales s ON date_trunc('month', s.d) = c.m GROUP BY c.m ORDER BY c.m

-- case: to_milliseconds_extract
SELECT DATE '2024-03-10' - DATE '2024-02-10' dd, TIMESTAMP '2024-03-10 12:00:00' - TIMESTAMP '2024-03-09 10:30:15.5' td, INTERVAL '2' DAY * 3 AS i6, INTERVAL '3' YEAR + INTERVAL '5' MONTH ym, DATE '2024-02-29' + INTERVAL '1' YEAR ly, TIME '23:30:00' + INTERVAL '45' MINUTE tm, interval '1 12' day to hour dth, to_milliseconds(INTERVAL '90' SECOND) ms, extract(day from interval '50' hour) xd

-- case: from_unixtime_to_unixtime_from_iso8601_date
SELECT from_unixtime(1700000000) a, from_unixtime(1700000000, 'Asia/Kolkata') b, to_unixtime(TIMESTAMP '2023-11-14 22:13:20.250 UTC') c, from_unixtime(1700000000) AT TIME ZONE 'America/Los_Angeles' d, CAST(from_unixtime(1700000000) AS date) e, from_iso8601_date('2020-W10-3') f, parse_duration('42.8ms') g, human_readable_seconds(96) h, timezone_hour(TIMESTAMP '2024-01-01 00:00:00 +05:30') i, timezone_minute(TIMESTAMP '2024-01-01 00:00:00 +05:30') j, date_diff('hour', TIMESTAMP '2024-03-10 00:00 America/New_York', TIMESTAMP '2024-03-11 00:00 America/New_York') k

-- case: typeof_timestamp_time
SELECT typeof(TIMESTAMP '2024-01-01 00:00:00.123456') a, CAST(TIMESTAMP '2024-01-01 23:59:59.9996' AS timestamp(3)) b, CAST(TIMESTAMP '2024-06-01 12:34:56' AS time(0)) c, date_trunc('day', TIMESTAMP '2024-06-01 12:34:56 Europe/Berlin') d, CAST('2024-06-01 01:02:03.5 UTC' AS timestamp(3) with time zone) e, CAST(DATE '2024-06-01' AS timestamp) = TIMESTAMP '2024-06-01 00:00' f, millisecond(TIMESTAMP '2024-01-01 00:00:00.987') g, date_add('second', -90, TIMESTAMP '2024-01-01 00:01:00') h, minute(TIME '10:42:00') i

-- case: hour_at_timezone_from_iso8601_timestamp
SELECT eventname, hour(at_timezone(from_iso8601_timestamp(eventtime), 'Asia/Tokyo')) AS jst_hour, date_diff('minute', lag(from_iso8601_timestamp(eventtime)) OVER (ORDER BY eventtime), from_iso8601_timestamp(eventtime)) gap FROM (VALUES ('2024-01-31T14:59:59Z','RunInstances'), ('2024-01-31T15:00:00Z','StopInstances'), ('2024-02-01T00:30:00Z','TerminateInstances')) ct(eventtime, eventname) WHERE date(from_iso8601_timestamp(eventtime)) BETWEEN DATE '2024-01-31' AND date '2024-02-01' ORDER BY eventtime

-- case: typeof
SELECT r[1] AS x, r[2] AS y, r = ROW(1, 'a') AS same, typeof(r) ty FROM (VALUES ROW(ROW(1, 'a')), ROW(ROW(2, 'b'))) t(r) ORDER BY r

-- case: cardinality_array
-- fails: MISMATCHED_COLUMN_ALIASES
SELECT person.name, person.address.city, cardinality(person.phones) np, person.phones[1].number ph FROM (VALUES (CAST(ROW('Bob', ROW('Seattle', 98101), ARRAY[ROW('home', '555-1')]) AS ROW(name varchar, address ROW(city varchar, zip integer), phones ARRAY(ROW(kind varchar, number varchar))))), (CAST(ROW('Al', ROW('Austin', 73301), ARRAY[ROW('cell', '555-2'), ROW('work', '555-3')]) AS ROW(name varchar, address ROW(city varchar, zip integer), phones ARRAY(ROW(kind varchar, number varchar)))))) p(person) WHERE person.address.zip > 70000 ORDER BY person.name

-- case: array_agg_unnest
SELECT kind, count(*) n, array_agg(DISTINCT number ORDER BY number) nums FROM (VALUES (1, ARRAY[CAST(ROW('home','555-1') AS ROW(kind varchar, number varchar)), CAST(ROW('cell','555-2') AS ROW(kind varchar, number varchar))]), (2, ARRAY[CAST(ROW('cell','555-2') AS ROW(kind varchar, number varchar))])) c(id, phones), UNNEST(phones) AS u(kind, number) GROUP BY kind ORDER BY kind

-- case: kv_m
WITH kv AS (SELECT * FROM (VALUES (1,'color','red'),(1,'size','XL'),(2,'color','blue')) t(uid,k,v)), m AS (SELECT uid, map_agg(k, v) kvs FROM kv GROUP BY uid) SELECT uid, kvs['color'] color, element_at(kvs, 'size') AS size, array_sort(map_keys(kvs)) ks, map_concat(kvs, MAP(ARRAY['src'], ARRAY['web'])) plus FROM m ORDER BY uid

-- case: map_union_cardinality_map
SELECT map_union(m) mu, cardinality(map_union(m)) n FROM (VALUES MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['b','c'], ARRAY[2, 3])) t(m)

-- case: plain_9
-- fails: a map has no order
SELECT date, sum(amount) AS total FROM (VALUES ('2024-01-01', 5), ('2024-01-02', 6)) t(date, amount) WHERE date > DATE '2024-01-01' GROUP BY date ORDER BY date

-- case: plain_10
-- fails: COLUMN_NOT_FOUND
SELECT amount * 2 AS dbl, dbl + 1 AS plus1 FROM (VALUES 1, 2) t(amount) ORDER BY 1

-- case: plain_11
-- fails: a NULL within is compared
SELECT id, count(DISTINCT v) OVER (PARTITION BY id) AS dv FROM (VALUES (1, 'a'), (1, 'b'), (2, 'a')) t(id, v) ORDER BY id, v

-- case: rank_round_url_extract_path
SELECT page, hits, rank() OVER (ORDER BY hits DESC) AS rnk, round(100e0 * hits / sum(hits) OVER (), 2) AS pct, sum(hits) OVER (ORDER BY hits DESC, page ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS cum FROM (SELECT url_extract_path(u) page, count(*) hits FROM UNNEST(ARRAY['http://x.io/a?i=1','http://x.io/a?i=2','http://x.io/b','http://x.io/c#z','http://x.io/a','http://x.io/b/']) t(u) GROUP BY 1) ORDER BY rnk, page

-- case: s
WITH s AS (SELECT * FROM (VALUES ('i-1','t3.micro',MAP(ARRAY['user:team','user:env'],ARRAY['data','prod']), 1.2345), ('i-2','m5.large',MAP(ARRAY['user:team'],ARRAY['web']), 10.0000), ('i-3','m5.large',MAP(), 0.5000)) c(line_item_resource_id, instance_type, resource_tags, cost)) SELECT COALESCE(element_at(resource_tags, 'user:team'), 'untagged') AS team, SPLIT_PART(instance_type, '.', 1) family, round(sum(cost), 2) cost, CAST(sum(cost) AS decimal(18,2)) c2, format('$%,.2f', sum(cost)) f FROM s GROUP BY 1, 2 ORDER BY 3 DESC

-- case: filter_array_join_slice
SELECT bucket, prefix, sum(bytes) FILTER (WHERE NOT deleted) AS live, count(*) FILTER (WHERE deleted) AS dm, max(lastmod) mx FROM (SELECT bucket, array_join(slice(split(key, '/'), 1, greatest(cardinality(split(key, '/')) - 1, 1)), '/') AS prefix, size AS bytes, is_delete_marker AS deleted, from_iso8601_timestamp(lm) AS lastmod FROM (VALUES ('b1','a/b/c.txt',100,false,'2024-01-01T00:00:00.000Z'), ('b1','a/b/d.txt',250,true,'2024-01-02T00:00:00.000Z'), ('b1','root.txt',7,false,'2024-01-03T12:00:00+02:00')) v(bucket,key,size,is_delete_marker,lm)) GROUP BY bucket, prefix ORDER BY bucket, prefix

-- case: array_agg_element_at_split
SELECT interface_id, action, sum(packets) AS p, array_agg(DISTINCT dstport ORDER BY dstport) ports FROM (SELECT sp[3] interface_id, CAST(sp[7] AS integer) dstport, CAST(sp[9] AS bigint) packets, element_at(sp, 13) action FROM (SELECT split(line, ' ') sp FROM (VALUES '2 123456789010 eni-1 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK', '2 123456789010 eni-1 172.31.9.69 172.31.9.12 49761 3389 6 20 4249 1418530010 1418530070 REJECT OK', '2 123456789010 eni-1 172.31.9.70 172.31.9.12 49761 443 6 5 4249 1418530010 1418530070 ACCEPT OK', '2 123456789010 eni-2 - - - - - - - 1431280876 1431280934 - NODATA') raw(line) WHERE line NOT LIKE '%NODATA') q) x GROUP BY interface_id, action ORDER BY 1, 2

-- case: avg_max_by_element_at
SELECT elb_status_code / 100 * 100 AS class, count(*) c, avg(target_processing_time) a, max_by(request_url, target_processing_time) slowest, element_at(array_agg(request_url ORDER BY target_processing_time DESC), 1) same FROM (VALUES (200, 0.125e0, '/a'), (204, 0.375e0, '/b'), (503, -1e0, '/c'), (404, 0.5e0, '/d'), (499, 2e0, '/e')) alb(elb_status_code, target_processing_time, request_url) WHERE target_processing_time >= 0 GROUP BY elb_status_code / 100 * 100 ORDER BY class

-- case: raw
WITH raw AS (SELECT JSON_PARSE(j) AS js FROM (VALUES '{"detail":{"eventName":"PutObject","resources":[{"ARN":"arn:aws:s3:::b1/k","type":"AWS::S3::Object"},{"ARN":"arn:aws:s3:::b1","type":"AWS::S3::Bucket"}]}}', '{"detail":{"eventName":"Decrypt","resources":[]}}') v(j)) SELECT json_extract_scalar(js, '$.detail.eventName') ev, json_extract_scalar(r, '$.type') ty, regexp_extract(json_extract_scalar(r, '$.ARN'), ':::([^/]+)', 1) bkt FROM raw LEFT JOIN UNNEST(CAST(json_extract(js, '$.detail.resources') AS ARRAY(JSON))) AS u(r) ON true ORDER BY ev, ty

-- case: lead
SELECT user_id, path, cnt FROM (SELECT user_id, page || ' -> ' || next_page AS path, count(*) cnt FROM (SELECT user_id, page, lead(page, 1, '(exit)') OVER (PARTITION BY user_id ORDER BY ts, page) AS next_page FROM (VALUES (1, 1, 'home'), (1, 2, 'search'), (1, 3, 'home'), (1, 4, 'search'), (2, 1, 'home')) e(user_id, ts, page)) GROUP BY user_id, page || ' -> ' || next_page) z WHERE cnt > 1 OR path LIKE '%(exit)' ORDER BY user_id, path

-- case: date_diff_date_trunc
SELECT cohort, date_diff('month', cohort, m) AS k, count(DISTINCT uid) users FROM (SELECT uid, date_trunc('month', d) m, min(date_trunc('month', d)) OVER (PARTITION BY uid) cohort FROM (VALUES (1, DATE '2024-01-05'), (1, DATE '2024-02-10'), (2, DATE '2024-01-20'), (2, DATE '2024-03-01'), (3, DATE '2024-02-02'), (1, DATE '2024-02-11')) a(uid, d)) t GROUP BY cohort, date_diff('month', cohort, m) ORDER BY cohort, k

-- case: date_add_row_number
SELECT grp_start, grp_end, days FROM (SELECT min(d) grp_start, max(d) grp_end, count(*) days FROM (SELECT d, date_add('day', -row_number() OVER (ORDER BY d), d) AS g FROM (VALUES DATE '2024-01-01', DATE '2024-01-02', DATE '2024-01-03', DATE '2024-01-07', DATE '2024-01-08', DATE '2024-02-01') t(d)) GROUP BY g) ORDER BY days DESC, grp_start

-- case: round_nullif_quarter
SELECT product, sum(IF(q = 1, amt, 0)) AS "Q1", sum(IF(q = 2, amt, 0)) AS "Q2", sum(amt) AS "Total", round(sum(IF(q = 2, amt)) / nullif(sum(IF(q = 1, amt)), 0), 2) ratio FROM (SELECT product, quarter(d) q, amt FROM (VALUES ('pen', DATE '2024-02-01', 10.00), ('pen', DATE '2024-05-01', 15.00), ('ink', DATE '2024-06-30', 7.50), ('ink', DATE '2024-04-01', 2.50)) s(product, d, amt)) GROUP BY product ORDER BY "Total" DESC, product

-- case: rollup
SELECT coalesce(region, 'ALL') AS region, coalesce(CAST(yr AS varchar), 'ALL') yr, sum(rev) rev FROM (VALUES ('emea', 2023, 10), ('emea', 2024, 20), ('apac', 2024, 5)) f(region, yr, rev) GROUP BY region, ROLLUP(yr) HAVING sum(rev) > 5 ORDER BY 1, 2

-- case: unnest_transform_filter
SELECT t.k, u.v FROM (VALUES ('a', '1,2,3'), ('b', ''), ('c', NULL)) t(k, csv) CROSS JOIN UNNEST(transform(filter(split(csv, ','), x -> x <> ''), x -> CAST(x AS integer))) AS u(v) ORDER BY t.k, u.v DESC

-- case: join_arrays_overlap_contains
-- fails: SYNTAX_ERROR
SELECT a.id, b.id AS other, a.tags FROM (VALUES (1, ARRAY['x','y']), (2, ARRAY['y','z']), (3, ARRAY['q'])) a(id, tags) JOIN (VALUES (1, ARRAY['x','y']), (2, ARRAY['y','z']), (3, ARRAY['q'])) b(id, tags) ON a.id < b.id AND arrays_overlap(a.tags, b.tags) WHERE contains(a.tags, 'x') IS TRUE ORDER BY 1, 2

-- case: not
SELECT id FROM (VALUES (1, NULL), (2, 'x'), (3, NULL), (4, 'y')) l(id, v) WHERE v IS DISTINCT FROM 'x' AND NOT (id NOT BETWEEN 2 AND 10) ORDER BY v DESC NULLS FIRST, id

-- case: avg_join
SELECT count(*) all_rows, count(v) nn, count(DISTINCT v) dv, sum(v) s, avg(v) a, min(v) mn, max(v) mx, checks FROM (VALUES 1, 2, NULL, 2) t(v) CROSS JOIN (SELECT 'ok' AS checks) c GROUP BY checks

-- case: plain_12
SELECT x FROM (VALUES 1, 2, 3) t(x) WHERE x NOT IN (SELECT y FROM (VALUES 1, NULL) u(y)) UNION ALL SELECT -1 ORDER BY x

-- case: lower
SELECT DISTINCT ON_SALE, lower("Product Name") AS "product name" FROM (VALUES (true, 'Mug'), (true, 'MUG'), (false, 'Hat')) "My Table" (on_sale, "Product Name") ORDER BY "product name", on_sale

-- case: logs
-- fails: COLUMN_NOT_FOUND
SELECT "user agent", count(*) hits FROM (VALUES ('curl/8.0', '/'), ('Mozilla/5.0 (Macintosh; Intel)', '/a'), ('Mozilla/5.0 (Windows NT)', '/b'), ('curl/7.1', '/')) logs("user agent", uri) GROUP BY "user agent" HAVING hits > 1 ORDER BY 1

-- case: plain_13
-- fails: SYNTAX_ERROR
SELECT id, ts FROM (VALUES (1, '2024-01-01 10:00:00'), (2, '2024-01-02 10:00:00')) e(id, ts) ORDER BY id LIMIT 1 OFFSET 1

-- case: try_cast_decimal_char
SELECT x, CAST(TRY_CAST(x AS integer) AS decimal(6,2)) + 1 AS n, CAST('3 ' AS char(5)) = CAST(x AS char(5)) AS eq FROM (VALUES '1', 'two', '3') t(x) ORDER BY n DESC NULLS FIRST

-- case: json_query_json_value_size
SELECT json_query(j, 'lax $.store.book[*].price' WITH UNCONDITIONAL ARRAY WRAPPER) prices, json_query(j, 'lax $.store.book[0].title' OMIT QUOTES ON SCALAR STRING) t0, json_query(j, 'lax $.nope' WITHOUT ARRAY WRAPPER EMPTY ARRAY ON EMPTY) em, json_value(j, 'lax $.store.book[last].title') lst, json_value(j, 'lax $.store.book.size()' RETURNING bigint) sz, json_exists(j, 'lax $.store.book[*]?(@.price > 20 && @.title starts with "D")') ex, json_value(j, 'lax $.store.book[$i].price' PASSING 1 AS "i" RETURNING decimal(6,2)) p1 FROM (VALUES '{"store":{"book":[{"title":"Alpha","price":8.95},{"title":"Dune","price":22.99}]}}') b(j)

-- case: row_number_3
SELECT DISTINCT a.dept, a.n FROM (SELECT dept, count(*) OVER (PARTITION BY dept) n, row_number() OVER (PARTITION BY dept, email ORDER BY updated DESC) AS rn FROM (VALUES ('it','a@x.io',TIMESTAMP '2024-01-01 00:00:00'),('it','a@x.io',TIMESTAMP '2024-02-01 00:00:00'),('hr','b@x.io',NULL)) u(dept,email,updated)) a WHERE a.rn = 1 AND a.n = (SELECT max(c) FROM (VALUES 1, 2) q(c)) ORDER BY 1

-- case: plain_14
SELECT x, y, sum(y) OVER (ORDER BY x RANGE BETWEEN 10 PRECEDING AND 5 FOLLOWING) s, count(*) OVER (ORDER BY x DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) c, max(y) OVER (ORDER BY x ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) mx FROM (VALUES (1, 10), (8, 20), (12, 30), (30, 40)) t(x, y) ORDER BY x

-- case: plain_15
SELECT id FROM (VALUES (1,'a',DATE '2024-01-01'), (2,'b',DATE '2024-01-02'), (3,'a',DATE '2024-01-03')) t(id,k,d) WHERE (k, d) IN (SELECT k, max(d) FROM (VALUES ('a',DATE '2024-01-01'),('a',DATE '2024-01-03'),('b',DATE '2024-01-09')) z(k,d) GROUP BY k) OR ROW(id, k) = ROW(2, 'b') ORDER BY id /* latest per key */

-- case: format_number_parse_data_size_decimal
SELECT CAST('12151fd2-7586-11e9-8f9e-2a86e4085a59' AS uuid) u, format_number(1234567) fn, parse_data_size('2.3MB') pd, CAST(1234567.891 AS varchar) dv, CAST(1e6 AS varchar) ev, CAST(DOUBLE '0.1' + 0.2 AS decimal(10,5)) dd, CAST(REAL '1.1' AS double) > 1.1 rr, CAST(true AS varchar) || '!' bv, CAST('TRUE' AS boolean) cb, CAST(3.999 AS bigint) ci, 0.1 + 0.2 = 0.3 exact

-- case: tx_bal
WITH tx AS (SELECT acct, ts, CAST(amt AS decimal(12,2)) amt FROM (VALUES ('A', '2024-01-01 09:00:00', 100), ('A', '2024-01-02 09:00:00', -30.5), ('A', '2024-01-02 17:30:00', -80), ('B', '2024-01-01 00:00:00', 5)) v(acct, ts, amt)), bal AS (SELECT acct, CAST(ts AS timestamp) ts, amt, SUM(amt) OVER (PARTITION BY acct ORDER BY CAST(ts AS timestamp)) balance FROM tx) SELECT acct, date(ts) d, max_by(balance, ts) AS eod, min(balance) AS low, bool_or(balance < 0) overdrawn FROM bal GROUP BY acct, date(ts) ORDER BY acct, d

-- case: array_agg_filter_cardinality
SELECT g, array_agg(v ORDER BY v DESC NULLS LAST) FILTER (WHERE v IS NULL OR v > 1) vs, array_agg(DISTINCT w ORDER BY w) ws, cardinality(array_agg(v ORDER BY w)) n, set_agg_like FROM (SELECT g, v, w, min(w) OVER (PARTITION BY g) AS set_agg_like FROM (VALUES ('p', 1, 'z'), ('p', 3, 'y'), ('p', NULL, 'x'), ('q', 2, 'z'), ('q', 9, 'z')) t(g, v, w)) GROUP BY g, set_agg_like ORDER BY g

-- case: unnest_regexp_extract_all_lower
SELECT word, count(*) AS freq FROM (VALUES 'The quick brown fox', 'the lazy dog; THE end.') d(txt) CROSS JOIN UNNEST(regexp_extract_all(lower(txt), '[a-z]+')) AS w(word) WHERE length(word) > 2 GROUP BY word HAVING count(*) > 1 OR max(length(word)) >= 5 ORDER BY freq DESC, word

-- case: regexp_like
SELECT lvl, count(*) c FROM (SELECT CASE WHEN regexp_like(msg, '(?i)\berror\b') THEN 'ERROR' WHEN msg LIKE '%warn%' THEN 'WARN' ELSE 'INFO' END AS lvl, x.* FROM (VALUES (1, 'Error: disk full'), (2, 'terrors of the deep'), (3, 'warning low mem'), (4, 'some ERROR here')) x(id, msg)) GROUP BY lvl UNION SELECT 'TOTAL', 4 ORDER BY c DESC, lvl

-- case: json_format_json_parse
SELECT k, v.a, v.b + 1 AS b1, json_format(CAST(v AS json)) j FROM (SELECT k, CAST(CAST(js AS json) AS varchar) raw, CAST(json_parse(js) AS ROW(a varchar, b integer)) v FROM (VALUES ('one', '{"a":"x","b":1}'), ('two', '{"b":"2"}'), ('three', '["arr", 7]')) t(k, js)) ORDER BY k

-- case: hops
WITH RECURSIVE hops(src, dst, cost, trail) AS (SELECT s, d, c, ARRAY[s, d] FROM (VALUES ('A','B',4),('B','C',3),('A','C',9),('C','A',1)) e(s,d,c) WHERE s = 'A' UNION ALL SELECT h.src, e.d, h.cost + e.c, h.trail || e.d FROM hops h JOIN (VALUES ('A','B',4),('B','C',3),('A','C',9),('C','A',1)) e(s,d,c) ON h.dst = e.s AND NOT contains(h.trail, e.d)) SELECT dst, min(cost) cheapest, min_by(array_join(trail, '>'), cost) via, count(*) n FROM hops GROUP BY dst ORDER BY dst

-- case: lag_avg_date_trunc
select ip, ttl, cnt, cnt - lag(cnt, 1, 0) over (order by minute) delta, cnt > 1.5 * avg(cnt) over (order by minute rows between 2 preceding and current row) as spike from (select date_trunc('minute', from_unixtime(ts / 1000)) minute, min(clientip) ip, count(*) cnt, sum(if(action = 'BLOCK', 1, 0)) ttl from (values (bigint '1576280412771','1.2.3.4','BLOCK'),(1576280413000,'1.2.3.5','ALLOW'),(1576280461000,'9.9.9.9','BLOCK'),(1576280470001,'9.9.9.9','BLOCK'),(1576280479999,'9.9.9.8','BLOCK'),(1576280479999,'9.9.9.7','BLOCK'),(1576280479999,'9.9.9.6','BLOCK')) waf(ts, clientip, action) group by 1) order by minute
