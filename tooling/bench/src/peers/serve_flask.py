"""A plain Flask server, on gunicorn: `serve_flask.py PORT`."""

import os
import sys

from flask import Flask, jsonify, request

import serving

app = Flask(__name__)


@app.get('/')
def home():
    return {}


@app.post('/predict')
def predict():
    if request.mimetype == 'application/json':
        body = request.get_json()
        x = serving.from_pixels([body['pixels']] if 'pixels' in body else body['images'])
    elif request.mimetype == 'image/png':
        x = serving.from_files([request.get_data()])
    else:
        x = serving.from_files([file.read() for file in request.files.getlist('image')])
    return jsonify(serving.answer(x))


if __name__ == '__main__':
    folder = os.path.dirname(os.path.abspath(__file__))
    # Threads, so that connections are kept alive.
    workers = ['--workers', '2', '--worker-class', 'gthread', '--threads', '4']
    arguments = [*workers, '--chdir', folder, '--bind', f'127.0.0.1:{sys.argv[1]}', 'serve_flask:app']
    os.execv(sys.executable, [sys.executable, '-m', 'gunicorn', *arguments])
