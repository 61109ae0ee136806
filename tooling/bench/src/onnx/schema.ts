import protobuf from 'protobufjs';

/**
 * The part of ONNX' schema that a dense network needs, with the field numbers of `onnx.proto3`
 * (https://github.com/onnx/onnx). A reader skips what a writer leaves out.
 */
const schema = `
syntax = "proto3";
message ModelProto {
  int64 ir_version = 1;
  string producer_name = 2;
  GraphProto graph = 7;
  repeated OperatorSetIdProto opset_import = 8;
}
message OperatorSetIdProto { string domain = 1; int64 version = 2; }
message GraphProto {
  repeated NodeProto node = 1;
  string name = 2;
  repeated TensorProto initializer = 5;
  repeated ValueInfoProto input = 11;
  repeated ValueInfoProto output = 12;
}
message NodeProto {
  repeated string input = 1;
  repeated string output = 2;
  string name = 3;
  string op_type = 4;
  repeated AttributeProto attribute = 5;
}
message AttributeProto { string name = 1; int64 i = 3; int32 type = 20; }
message TensorProto {
  repeated int64 dims = 1;
  int32 data_type = 2;
  string name = 8;
  bytes raw_data = 9;
}
message ValueInfoProto { string name = 1; TypeProto type = 2; }
message TypeProto { TensorTypeProto tensor_type = 1; }
message TensorTypeProto { int32 elem_type = 1; TensorShapeProto shape = 2; }
message TensorShapeProto { repeated DimensionProto dim = 1; }
message DimensionProto { int64 dim_value = 1; string dim_param = 2; }
`;

/** @param model a ModelProto, named as in the schema */
export function encodeOnnxModel(model: Record<string, unknown>): Uint8Array {
  const type = protobuf.parse(schema, { keepCase: true }).root.lookupType('ModelProto');
  const fault = type.verify(model);
  if (fault) throw new Error(`The ONNX model does not fit its schema: ${fault}`);
  return type.encode(type.create(model)).finish();
}
