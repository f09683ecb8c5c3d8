#!/usr/bin/env bash
# Removes a pipeline, or the whole environment. Keeps the data unless told otherwise, and says what it kept.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: infra/destroy.sh --table NAME --env ENV [--delete-data] [--no-drain] [--yes]
       infra/destroy.sh --all --env ENV [--delete-data] [--yes]

  --table NAME     the pipeline of one table; the foundation and other tables stay
  --all            the foundation; its pipelines must be gone
  --delete-data    also the objects: of the table, or the whole bucket with every version. There is no way back
  --no-drain       do not wait until Firehose has delivered what it holds
  --yes            do not ask

A sample table that the pipeline made goes with it. A KMS key is never deleted here.
TEXT
}

# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

table="" env="" all="" delete_data="" drain=yes yes=""
while [ $# -gt 0 ]; do
  case $1 in
    --all) all=yes ;;
    --delete-data) delete_data=yes ;;
    --no-drain) drain= ;;
    --yes) yes=yes ;;
    -h | --help) usage; exit 0 ;;
    --table | --env)
      [ $# -ge 2 ] || fail "$1 needs a value"
      case $1 in --table) table=$2 ;; --env) env=$2 ;; esac
      shift ;;
    *) usage >&2; fail "unknown argument '$1'" ;;
  esac
  shift
done
check_env "$env"
if [ -n "$table" ] && [ -n "$all" ]; then fail "--table and --all exclude each other"; fi
[ -n "$table$all" ] || { usage >&2; fail "say --table NAME or --all"; }
need aws "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
foundation=$(foundation_stack "$env")
[ -n "$(stack_status "$foundation")" ] || fail "there is no stack $foundation here" "check --env, AWS_PROFILE and AWS_REGION"
bucket=$(setting "/lakebed/$env/bucket")

confirm() {
  [ -z "$yes" ] || return 0
  [ -t 0 ] || fail "nobody to ask" "--yes answers for you"
  printf '%s\nType %s to go on: ' "$1" "$env" >&2
  read -r answer
  [ "$answer" = "$env" ] || fail "stopped, nothing was changed"
}

# delete_objects PREFIX: every version and delete marker below it, a thousand at a time.
delete_objects() {
  local list batch work kind
  work=$(mktemp -d)
  for kind in Versions DeleteMarkers; do
    while :; do
      list=$(aws s3api list-object-versions --bucket "$bucket" --prefix "$1" --max-items 1000 --output json \
        --query "{Objects: ${kind}[].{Key: Key, VersionId: VersionId}, Quiet: \`true\`}")
      case $list in *'"Objects": null'* | *'"Objects": []'*) break ;; esac
      batch=$work/batch.json
      printf '%s' "$list" >"$batch"
      aws s3api delete-objects --bucket "$bucket" --delete "file://$batch" >/dev/null
    done
  done
  rm -rf "$work"
}

delete_stack() {
  say "deleting stack $1"
  aws cloudformation delete-stack --stack-name "$1"
  aws cloudformation wait stack-delete-complete --stack-name "$1"
}

if [ -n "$table" ]; then
  stack=$(pipeline_stack "$env" "$table")
  status=$(stack_status "$stack")
  if [ -z "$status" ] && [ -z "$delete_data" ]; then
    say "there is no stack $stack: nothing to do"
    exit 0
  fi
  what="This deletes the pipeline of $table in $env"
  [ "$(stack_parameter "$stack" CreateSampleTable)" != true ] || what="$what, the sample table $(stack_parameter "$stack" SourceTable)"
  [ -z "$delete_data" ] || what="$what, and every object of the table in $bucket, with all versions"
  confirm "$what."
  if [ -n "$status" ]; then
    transport=$(stack_parameter "$stack" Transport)
    source_table=$(stack_parameter "$stack" SourceTable)
    stream="lakebed-$env-$table"
    if [ "$transport" = direct ] && [ "$(stack_parameter "$stack" CreateSampleTable)" != true ]; then
      arn=$(aws kinesis describe-stream-summary --stream-name "$stream" --query StreamDescriptionSummary.StreamARN --output text)
      say "source: $source_table no longer writes to Kinesis"
      aws dynamodb disable-kinesis-streaming-destination --table-name "$source_table" --stream-arn "$arn" >/dev/null
    elif [ "$transport" = pipe ]; then
      pipe=$(setting "/lakebed/$env/tables/$table/pipe")
      say "source: stopping pipe $pipe"
      aws pipes stop-pipe --name "$pipe" >/dev/null
    fi
    if [ -n "$drain" ]; then
      # Delivery may take up to one and a half times the buffer interval, and the transform buffers a minute before it.
      seconds=$(stack_parameter "$stack" BufferSeconds)
      seconds=$((${seconds:-300} * 3 / 2 + 120))
      say "waiting $seconds s until Firehose has delivered what it holds (--no-drain skips this)"
      sleep "$seconds"
    fi
    delete_stack "$stack"
  fi
  definition=$(dirname "${BASH_SOURCE[0]}")/tables/$table.toml
  if [ -n "$delete_data" ]; then
    for prefix in "data/${table}_changes/" "errors/$table/" "backups/$table/"; do
      say "emptying s3://$bucket/$prefix"
      delete_objects "$prefix"
    done
    say "kept: the Glue table and view of $table; aws glue delete-table removes them"
  else
    say "kept: s3://$bucket/data/${table}_changes/, errors/$table/, backups/$table/ and the Glue table: queries still work"
  fi
  [ ! -f "$definition" ] || say "kept: $definition, from which infra/deploy.sh makes the pipeline again"
  exit 0
fi

pipelines=$(aws cloudformation describe-stacks --output text \
  --query "Stacks[?Tags[?Key=='lakebed:env' && Value=='$env'] && Tags[?Key=='lakebed:table']].StackName")
[ -z "$pipelines" ] || fail "pipelines are still there: $pipelines" "infra/destroy.sh --table NAME --env $env, for each"
what="This deletes the foundation of $env, with its Glue database and everything in it, and its saved queries"
[ -z "$delete_data" ] || what="$what, AND THE BUCKET $bucket WITH ALL DATA"
confirm "$what."
key=$(setting "/lakebed/$env/kms-key")
delete_stack "$foundation"
if [ -n "$delete_data" ]; then
  say "emptying $bucket"
  delete_objects ""
  aws s3api delete-bucket --bucket "$bucket"
else
  say "kept: bucket $bucket with all data (--delete-data would have deleted it)"
fi
[ "$key" = none ] || say "kept: key $key; aws kms schedule-key-deletion ends it, and with it everything it encrypted"
