# A static binary and nothing else:
#   docker build -t fixtext . && docker run --rm -v "$PWD:/data" fixtext --check .
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -buildid= -X main.stamped=$VERSION" -o /fixtext ./cmd/fixtext

FROM scratch
COPY --from=build /fixtext /fixtext
COPY LICENSE NOTICE /
WORKDIR /data
ENTRYPOINT ["/fixtext"]
