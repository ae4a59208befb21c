# cares-fhir as in production: DATABASE_URL names a PostgreSQL; without it the embedded database lives in /app/.cares/data.
FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
# The image has its Node; the optional binaries are for machines that lack one. No package may run a script here.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund
COPY src ./src
COPY profiles/compiled ./profiles/compiled
COPY implementation-guide ./implementation-guide
COPY LICENSE README.md ./
RUN mkdir -p .cares/data && chown -R node:node .cares
USER node
# Slims the definitions and compiles the sources once, as the user who will look for them, so that a start reads them ready-made;
# and builds the guide that is served at /ig/.
RUN node src/launch.js src/warm.ts && node src/launch.js implementation-guide/build.ts
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s CMD node -e "require(process.env.TLS_CERT?'https':'http').get({host:'127.0.0.1',port:process.env.PORT||8080,path:'/health/ready',rejectUnauthorized:false},r=>process.exit(r.statusCode===200?0:1)).on('error',()=>process.exit(1))"
CMD ["node", "src/launch.js", "src/main.ts"]
