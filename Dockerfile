# The server in one static file, without a shell around it. Build: docker build -t liaison .
FROM node:24-bookworm-slim AS pages
WORKDIR /src/ui
COPY ui/package.json ui/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY api/openapi.yaml /src/api/openapi.yaml
COPY ui/ ./
RUN npm run build

FROM golang:1.26-bookworm AS server
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=pages /src/ui/static/dist ui/static/dist
ARG VERSION=dev
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /out/liaison ./cmd/liaison \
    && mkdir /out/data

FROM scratch
COPY --from=server /out/liaison /liaison
# The folder of the store, owned by the user below (nobody), so that a fresh volume is writable.
COPY --from=server --chown=65534:65534 /out/data /data
COPY LICENSE /LICENSE
USER 65534:65534
WORKDIR /data
ENV LIAISON_STORE=sqlite:/data/liaison.db \
    LIAISON_ADDR=0.0.0.0:8080 \
    LIAISON_LOG=json
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["/liaison", "health"]
ENTRYPOINT ["/liaison"]
CMD ["serve"]
