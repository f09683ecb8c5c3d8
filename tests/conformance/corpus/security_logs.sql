-- Security and access logs: rewritten after AWS's own cookbooks (security-analytics-bootstrap, Athena user guide, WAF sample queries) and easttimor/aws-incident-response; the tables are small VALUES.

-- case: trail_noise_filter
-- note: after awslabs/aws-security-analytics-bootstrap, user activity summary without read-only calls
with cloudtrail (eventtime, eventname, eventsource, useridentity, errorcode) as (
  values
    ('2026-03-01T08:00:00Z', 'GetObject', 's3.amazonaws.com', cast(row('IAMUser', 'arn:aws:iam::111122223333:user/ann', 'AKIA1') as row(type varchar, arn varchar, accesskeyid varchar)), cast(null as varchar)),
    ('2026-03-01T08:05:10Z', 'CreateUser', 'iam.amazonaws.com', cast(row('IAMUser', 'arn:aws:iam::111122223333:user/ann', 'AKIA1') as row(type varchar, arn varchar, accesskeyid varchar)), 'AccessDenied'),
    ('2026-03-01T09:00:00Z', 'CreateUser', 'iam.amazonaws.com', cast(row('AssumedRole', 'arn:aws:sts::111122223333:assumed-role/ops/bob', null) as row(type varchar, arn varchar, accesskeyid varchar)), null),
    ('2026-03-01T09:00:00Z', 'ListBuckets', 's3.amazonaws.com', null, null)
)
select useridentity.arn,
       array_agg(distinct(eventsource) order by eventsource) as eventsources,
       array_agg(distinct(eventname) order by eventname desc) as eventnames,
       count(errorcode) as failed,
       max(eventtime) as last_event
from cloudtrail
where eventname not like 'Get%' and eventname not like 'List%' and eventname not like 'Describe%'
group by useridentity.arn
order by last_event desc nulls last

-- case: trail_public_source
-- note: after the bootstrap's query for calls from addresses outside RFC 1918; try_cast for service names in the address column
SELECT eventname, sourceipaddress,
       NOT contains('10.0.0.0/8', ip) AND NOT contains('172.16.0.0/12', ip) AND NOT contains('192.168.0.0/16', ip) AS is_public
FROM (
  SELECT eventname, sourceipaddress, TRY_CAST(sourceipaddress AS IPADDRESS) AS ip
  FROM (VALUES ('RunInstances', '203.0.113.9'), ('AssumeRole', 'cloudtrail.amazonaws.com'), ('PutObject', '172.31.255.1'), ('PutObject', '2001:db8::1')) AS t (eventname, sourceipaddress)
)
ORDER BY sourceipaddress

-- case: trail_new_key_owner
-- note: after the bootstrap's "access key creations with extract of username and keyid"
SELECT eventtime,
  json_extract_scalar(responseelements, '$.accessKey.userName') AS userName,
  json_extract_scalar(responseelements, '$.accessKey.accessKeyId') AS accessKeyId,
  json_extract_scalar(json_parse(responseelements), '$.accessKey["createDate"]') AS created
FROM (VALUES
  ('2026-01-07T10:00:00Z', '{"accessKey":{"userName":"eve","accessKeyId":"AKIAX","status":"Active","createDate":"Jan 7, 2026 10:00:00 AM"}}'),
  ('2026-01-06T10:00:00Z', NULL)) AS cloudtrail(eventtime, responseelements)
ORDER BY eventtime

-- case: trail_key_seen_from_many_places
-- note: after easttimor/aws-incident-response, access key exposure
select useridentity.accesskeyid as akid,
       cardinality(set_agg_ip) as places,
       array_join(array_sort(set_agg_ip, (a, b) -> if(a < b, 1, if(a = b, 0, -1))), ' | ') as seen_from
from (
  select useridentity, array_distinct(array_agg(sourceipaddress) over (partition by useridentity.accesskeyid)) as set_agg_ip,
         row_number() over (partition by useridentity.accesskeyid order by eventtime desc, sourceipaddress) as rn
  from (values
    (cast(row('AKIA1') as row(accesskeyid varchar)), '2026-01-01', '9.9.9.9'),
    (cast(row('AKIA1') as row(accesskeyid varchar)), '2026-01-02', '8.8.8.8'),
    (cast(row('AKIA1') as row(accesskeyid varchar)), '2026-01-02', '9.9.9.9'),
    (cast(row('AKIA2') as row(accesskeyid varchar)), '2026-01-02', '7.7.7.7')
  ) as ct(useridentity, eventtime, sourceipaddress)
) where rn = 1
order by places desc, akid

-- case: trail_instance_profile_denied
-- note: after easttimor, most denied instance profiles
select split_part(principalid, ':', 2) as instance, eventsource, eventname, count(*) as total
from (values ('AROA:i-0abc', 'iam.amazonaws.com', 'ListUsers', 'AccessDenied'), ('AROA:i-0abc', 'iam.amazonaws.com', 'ListUsers', 'AccessDenied'), ('AROA:i-0def', 's3.amazonaws.com', 'ListBuckets', 'AccessDenied'), ('AIDA1', 's3.amazonaws.com', 'ListBuckets', 'AccessDenied'), ('AROA:i-0def', 's3.amazonaws.com', 'GetObject', null)) as c(principalid, eventsource, eventname, errorcode)
where principalid like '%:i-%' and errorcode = 'AccessDenied'
group by principalid, eventsource, eventname
order by total desc, 1 limit 25

-- case: flow_quads_of_an_address
-- note: after the bootstrap's bytes per source and destination quad; both directions by CASE
WITH vpcflow (srcaddr, srcport, dstaddr, dstport, numbytes) AS (VALUES
  ('192.0.2.1', 443, '10.1.1.1', 50000, BIGINT '3000000000'),
  ('10.1.1.1', 50000, '192.0.2.1', 443, BIGINT '1200'),
  ('192.0.2.1', 443, '10.1.1.1', 50000, BIGINT '1500000000'),
  ('10.1.1.2', 22, '10.1.1.1', 50001, NULL))
SELECT CASE WHEN srcaddr = '10.1.1.1' THEN 'out' WHEN dstaddr = '10.1.1.1' THEN 'in' END AS direction,
       if(srcaddr = '10.1.1.1', dstaddr, srcaddr) AS peer,
       sum(numbytes) AS byte_count,
       round(sum(numbytes) / 1024.0 / 1024 / 1024, 2) AS gib,
       format('%,d', sum(numbytes)) AS readable
FROM vpcflow
WHERE '10.1.1.1' IN (srcaddr, dstaddr)
GROUP BY 1, 2
ORDER BY byte_count DESC NULLS LAST

-- case: flow_first_and_last_seen
-- note: after the Security Lake demo queries: epoch milliseconds, distinct lists
SELECT src_endpoint.ip AS src_ip,
       from_unixtime(min(start_time) / 1000) AS first_seen,
       from_unixtime(max(end_time) / 1000) AS last_seen,
       array_agg(DISTINCT dst_endpoint.port ORDER BY dst_endpoint.port) AS ports
FROM (VALUES
  (CAST(ROW('10.0.0.1', 5000) AS ROW(ip varchar, port integer)), CAST(ROW('10.0.0.2', 443) AS ROW(ip varchar, port integer)), 1767225600123, 1767225660999),
  (CAST(ROW('10.0.0.1', 5001) AS ROW(ip varchar, port integer)), CAST(ROW('10.0.0.3', 22) AS ROW(ip varchar, port integer)), 1767225500000, 1767225590000),
  (CAST(ROW('10.0.0.9', 1) AS ROW(ip varchar, port integer)), CAST(ROW('10.0.0.3', 443) AS ROW(ip varchar, port integer)), 1767312000000, 1767312001001)) AS f(src_endpoint, dst_endpoint, start_time, end_time)
GROUP BY src_endpoint.ip
ORDER BY first_seen

-- case: flow_flag_names
-- fails: function not found
-- note: TCP flag bits as a list of names, a common VPC flow log helper
SELECT tcp_flags,
       array_join(filter(transform(sequence(0, 5), i -> IF(bitwise_and(tcp_flags, bitwise_left_shift(1, i)) > 0, element_at(ARRAY['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'], CAST(i AS integer) + 1))), x -> x IS NOT NULL), '+') AS names
FROM (VALUES 2, 18, 19, 0, 4) AS t(tcp_flags) ORDER BY 1

-- case: flow_protocol_lookup_join
-- note: after the flow log cookbook's protocol CASE, as a VALUES lookup with RIGHT JOIN
WITH protocols(protocol, protocol_name) AS (VALUES (1, 'ICMP'), (6, 'TCP'), (17, 'UDP')),
     flows(protocol, bytes) AS (VALUES (6, 10), (6, 20), (47, 5), (NULL, 1))
SELECT coalesce(p.protocol_name, 'proto-' || CAST(f.protocol AS varchar), 'none') AS name, count(f.bytes) AS flows, sum(f.bytes) AS bytes
FROM flows f FULL JOIN protocols p ON f.protocol = p.protocol
GROUP BY p.protocol_name, f.protocol
ORDER BY bytes DESC NULLS LAST, name

-- case: waf_labels_or_none
-- note: after the WAF sample queries: UNNEST of labels with a stand-in for empty lists
WITH waf_logs (httprequest, labels) AS (
  SELECT CAST(ROW(ip, country, uri) AS ROW(clientip varchar, country varchar, uri varchar)), CAST(l AS ARRAY(ROW(name varchar)))
  FROM (VALUES ('1.1.1.1', 'US', '/login', ARRAY[ROW('awswaf:managed:aws:bot-control:bot:unverified'), ROW('awswaf:managed:token:absent')]),
               ('2.2.2.2', 'DE', '/', ARRAY[]),
               ('1.1.1.1', 'US', '/login', ARRAY[ROW('awswaf:managed:token:absent')])) AS v(ip, country, uri, l))
SELECT count(*) AS count, httprequest.clientip, httprequest.country, label_name
FROM waf_logs,
     UNNEST(CASE WHEN cardinality(labels) >= 1 THEN labels ELSE ARRAY[CAST(ROW('NOLABEL') AS ROW(name VARCHAR))] END) AS t(label_name)
GROUP BY httprequest.clientip, httprequest.country, label_name
ORDER BY count DESC, label_name

-- case: waf_label_item_dot_name
-- fails: UNNEST of rows gives their fields, a varchar has no field
-- note: the same query as it is written in several public notes (label_item.name)
SELECT label_item.name, count(*) AS n
FROM (VALUES (CAST(ARRAY[ROW('a')] AS ARRAY(ROW(name varchar))))) AS w(labels), UNNEST(labels) AS t(label_item)
GROUP BY label_item.name

-- case: waf_three_reports_in_one
-- note: after saiful-aziz/waf-log-sample-athena-queries example 3, UNION ALL with NULL label
WITH waf(clientip, uri, label) AS (VALUES ('1.1.1.1', '/a', 'bot'), ('1.1.1.1', '/b', 'bot'), ('2.2.2.2', '/a', NULL)),
top_clients AS (SELECT clientip AS client_ip, count(clientip) AS client_requests FROM waf GROUP BY clientip ORDER BY client_requests DESC LIMIT 10),
top_uris AS (SELECT uri, count(uri) AS uri_requests FROM waf GROUP BY uri ORDER BY uri_requests DESC LIMIT 10),
client_labels AS (SELECT clientip AS client_ip, count(*) AS label_count, label AS label_name FROM waf GROUP BY clientip, label)
SELECT 'TOP_CLIENTS' AS result_type, client_ip AS item, client_requests AS count, NULL AS label FROM top_clients
UNION ALL
SELECT 'TOP_URIS' AS result_type, uri AS item, uri_requests AS count, NULL AS label FROM top_uris
UNION ALL
SELECT 'CLIENT_LABELS' AS result_type, client_ip AS item, label_count AS count, label_name AS label FROM client_labels
ORDER BY result_type, count DESC, item

-- case: dns_entropy_like_scores
-- note: after public DNS tunnelling hunts on resolver logs: label length, digit share, vowels
select query_name,
       length(split_part(query_name, '.', 1)) as first_label,
       round(1.0 * regexp_count(split_part(query_name, '.', 1), '\d') / length(split_part(query_name, '.', 1)), 3) as digit_share,
       cardinality(array_distinct(regexp_extract_all(split_part(query_name, '.', 1), '.'))) as alphabet,
       array_join(slice(reverse(split(rtrim(query_name, '.'), '.')), 1, 2), '<') as tail
from (values 'a9f3k20x77q.tunnel.example.com.', 'www.example.com.', 'mail.example.org') as d(query_name)
order by digit_share desc, query_name

-- case: dns_answers_by_type
-- note: Route 53 resolver log answers, after the Athena user guide
WITH dns(query_timestamp, query_name, answers) AS (VALUES
  ('2026-02-03T04:05:06Z', 'a.example.com.', CAST(ARRAY[ROW('10.0.0.1', 'A', 'IN'), ROW('10.0.0.2', 'A', 'IN')] AS ARRAY(ROW(Rdata varchar, Type varchar, Class varchar)))),
  ('2026-02-03T04:06:06Z', 'b.example.com.', CAST(ARRAY[ROW('a.example.com.', 'CNAME', 'IN')] AS ARRAY(ROW(Rdata varchar, Type varchar, Class varchar)))),
  ('2026-02-03T05:00:00Z', 'c.example.com.', NULL))
SELECT date_trunc('hour', from_iso8601_timestamp(query_timestamp)) AS hr, a.type, count(DISTINCT a.rdata) AS answers, listagg(query_name, ';') WITHIN GROUP (ORDER BY query_name, a.rdata) AS names
FROM dns LEFT JOIN UNNEST(answers) AS a ON true
GROUP BY 1, 2 ORDER BY 1, 2

-- case: guardduty_severity_bands
-- note: after public GuardDuty finding queries, JSON text with nested numbers
SELECT CASE WHEN sev >= 7 THEN 'HIGH' WHEN sev >= 4 THEN 'MEDIUM' ELSE 'LOW' END AS band,
       count(*) AS findings, min(type) AS example, max(sev) AS worst, bool_or(archived) AS any_archived
FROM (SELECT CAST(json_extract(j, '$.severity') AS double) AS sev, json_extract_scalar(j, '$.type') AS type, CAST(json_extract(j, '$.service.archived') AS boolean) AS archived
      FROM (VALUES '{"severity":8,"type":"Trojan:EC2/DNS","service":{"archived":false,"count":3}}', '{"severity":5.3,"type":"Recon:IAM","service":{"archived":true}}', '{"severity":2,"type":"Policy:S3","service":{}}', '{"severity":7.0,"type":"Backdoor:EC2","service":{"archived":false}}') AS f(j))
GROUP BY 1 ORDER BY worst DESC

-- case: s3_log_time_and_prefix
-- note: after the S3 server access log examples; requester and key prefix depth
SELECT date_trunc('day', ts) AS day, array_join(slice(split(key, '/'), 1, 2), '/') AS prefix, count(*) AS n, sum(TRY_CAST(bytes AS bigint)) AS bytes
FROM (SELECT parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z') AS ts, url_decode(key) AS key, bytes
      FROM (VALUES ('06/Feb/2026:23:59:59 +0000', 'raw/2026/a%20b.csv', '12'), ('07/Feb/2026:00:30:00 +0100', 'raw/2026/c.csv', '-'), ('07/Feb/2026:00:00:00 +0000', 'top.txt', '7')) AS l(requestdatetime, key, bytes))
GROUP BY 1, 2 ORDER BY 1, 2

-- case: cloudfront_hourly_pivot
-- note: after CloudFront log notebooks: cache states as columns, date and time glued
SELECT date_format(CAST(concat(CAST(date AS varchar), ' ', time) AS timestamp), '%Y-%m-%d %H:00') AS hour,
       count_if(result = 'Hit') AS hit, count_if(result = 'Miss') AS miss, count_if(result NOT IN ('Hit', 'Miss')) AS other,
       format('%.1f%%', 100e0 * count_if(result = 'Hit') / count(*)) AS hit_rate
FROM (VALUES (DATE '2026-05-01', '10:59:59', 'Hit'), (DATE '2026-05-01', '10:00:00', 'Miss'), (DATE '2026-05-01', '10:10:00', 'RefreshHit'), (DATE '2026-05-01', '11:00:00', 'Hit'), (DATE '2026-05-01', '11:00:01', NULL)) AS cf(date, time, result)
GROUP BY 1 ORDER BY 1

-- case: alb_latency_sum_of_three
-- note: after the ALB log guide: three processing times with -1 for missing
SELECT target_group, count(*) AS n,
       max(total) AS slowest,
       sum(if(total > 1.0, 1, 0)) * 100 / count(*) AS slow_pct,
       approx_percentile(total, ARRAY[0.0, 1.0]) AS ends
FROM (SELECT coalesce(nullif(tg, ''), '(none)') AS target_group, CASE WHEN least(a, b, c) < 0 THEN NULL ELSE a + b + c END AS total
      FROM (VALUES ('tg/a', 0.25e0, 0.5e0, 0.25e0), ('tg/a', 0.5e0, 1e0, 0e0), ('', -1e0, -1e0, -1e0), ('', 0.125e0, 2e0, 0e0)) AS l(tg, a, b, c))
GROUP BY target_group ORDER BY target_group
