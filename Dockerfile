# Not built so far: no container engine was at hand. What it puts into the image is the folder of `npm run assemble`, and
# e2e/image.spec.ts starts that folder with the last lines of this file, moved elsewhere, read-only and as another user.
#
#   docker build -t cluster-console .
#
# For a build that can be repeated give both images with their digests (docker buildx imagetools inspect NAME):
#   --build-arg BUILD_IMAGE=docker.io/library/node:24-trixie-slim@sha256:…

ARG BUILD_IMAGE=docker.io/library/node:24-trixie-slim
# Node and what it needs: no shell, no package manager.
ARG RUNTIME_IMAGE=gcr.io/distroless/nodejs24-debian13:nonroot

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm run assemble -- /app
# The folder of a SQLite store: what a volume mounted over it is like at first. Not in /app: COPY leaves the owner of a
# folder that is there already as it is.
RUN mkdir -p -m 0700 /volumes/data

FROM ${RUNTIME_IMAGE}
# Root's, and not to be written by the user that runs it.
COPY --from=build /app /app
COPY --from=build --chown=65532:65532 /volumes/ /app/
WORKDIR /app
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    PATH=/nodejs/bin
USER 65532:65532
EXPOSE 3000
# For SQLite alone: with PostgreSQL nothing is written, and the file system can be read-only with a tmpfs at /tmp.
VOLUME ["/app/data"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 CMD ["/nodejs/bin/node", "health.js"]
ENTRYPOINT ["/nodejs/bin/node"]
# The server's heap: docs/decisions/0065-results-of-scans-in-memory.md.
CMD ["--max-semi-space-size=4", "--heap-growing-percent=25", "start.js"]
