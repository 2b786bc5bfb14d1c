import { type handleUnaryCall, type MethodDefinition, status } from "@grpc/grpc-js";

/** A call that was turned down: a gRPC status code and a sentence for the caller. */
export interface RpcRefusal {
  readonly refused: status;
  readonly message: string;
}

/** The two halves of a generated message class that the wire needs. */
interface Codec<Message> {
  encode(message: Message): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Message;
}

/** What a method is made of. */
interface RpcParts<Request, Response> {
  readonly request: Codec<Request>;
  readonly response: Codec<Response>;
  readonly answer: (request: Request) => Response | RpcRefusal;
}

/** Binds a plain function to a unary method; a refusal becomes the call's status. */
export function rpc<Request, Response extends object>(
  name: string,
  { request, response, answer }: RpcParts<Request, Response>,
) {
  const definition: MethodDefinition<Request, Response> = {
    path: `/google.cloud.tasks.v2.CloudTasks/${name}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message) => Buffer.from(request.encode(message).finish()),
    requestDeserialize: (bytes) => request.decode(bytes),
    responseSerialize: (message) => Buffer.from(response.encode(message).finish()),
    responseDeserialize: (bytes) => response.decode(bytes),
  };
  const handle: handleUnaryCall<Request, Response> = (call, callback) => {
    const result = answer(call.request);
    if ("refused" in result) callback({ code: result.refused, details: result.message });
    else callback(null, result);
  };
  return { name, definition, handle };
}

/** A refusal for a request that no retry can make right. */
export function invalid(message: string): RpcRefusal {
  return { refused: status.INVALID_ARGUMENT, message };
}

/** A refusal for something that isn't there. */
export function notFound(message: string): RpcRefusal {
  return { refused: status.NOT_FOUND, message };
}
