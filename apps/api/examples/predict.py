# python3 predict.py jeans.png http://127.0.0.1:8080
import json
import sys
import urllib.error
import urllib.request

url = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:8080"
with open(sys.argv[1], "rb") as file:
    request = urllib.request.Request(
        f"{url}/v1/predict?top=3", file.read(), {"Content-Type": "application/octet-stream"}
    )
try:
    with urllib.request.urlopen(request) as response:
        answer = json.load(response)
except urllib.error.HTTPError as error:
    sys.exit(json.load(error)["error"])
for prediction in answer["predictions"]:
    print(prediction["label"], prediction["probability"])
