"""A plain FastAPI server, on uvicorn: `serve_fastapi.py PORT`."""

import os
import sys
from typing import List, Optional

from fastapi import FastAPI, File, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import serving

app = FastAPI()


class Body(BaseModel):
    pixels: Optional[List[float]]
    images: Optional[List[List[float]]]


@app.post('/predict/json')
async def predict_json(body: Body):
    return JSONResponse(serving.answer(serving.from_pixels([body.pixels] if body.pixels else body.images)))


@app.post('/predict/png')
async def predict_png(request: Request):
    return JSONResponse(serving.answer(serving.from_files([await request.body()])))


@app.post('/predict/form')
async def predict_form(image: List[bytes] = File()):
    return JSONResponse(serving.answer(serving.from_files(image)))


if __name__ == '__main__':
    folder = os.path.dirname(os.path.abspath(__file__))
    options = ['--workers', '2', '--no-access-log', '--log-level', 'warning']
    arguments = [*options, '--app-dir', folder, '--port', sys.argv[1], 'serve_fastapi:app']
    os.execv(sys.executable, [sys.executable, '-m', 'uvicorn', *arguments])
