#!/bin/sh
# sh curl.sh jeans.png http://127.0.0.1:8080
set -e
curl --fail-with-body --silent --show-error --form "image=@$1" "${2:-http://127.0.0.1:8080}/v1/predict?top=3"
