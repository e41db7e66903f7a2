# One image for both programs: the app and the migrations.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY package.json package-lock.json .npmrc ./
COPY src/Commerce.Web/package.json src/Commerce.Web/
COPY tests/sandbox/package.json tests/sandbox/
COPY extensions/admin-media/package.json extensions/admin-media/
COPY extensions/storefront-media/package.json extensions/storefront-media/
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build -w src/Commerce.Web \
 && dotnet publish src/Commerce.Web -c Release -o /out/app \
 && dotnet publish migrations/Commerce.Migrations -c Release -o /out/migrations

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl espeak-ng ffmpeg fonts-inter fonts-noto-cjk fonts-noto-core \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home studio \
 && mkdir -p /data/files && chown -R studio /data
COPY --from=build /out /opt/studio
COPY --from=build /source/node_modules/@img /opt/studio/libvips
RUN ln -s "$(find /opt/studio/libvips -name 'libvips-cpp.so*' -print -quit)" /opt/studio/libvips-cpp.so
WORKDIR /opt/studio/app
USER studio
ENV ASPNETCORE_URLS=http://0.0.0.0:8080 Storage__Kind=local Storage__Folder=/data/files Media__Libvips=/opt/studio/libvips-cpp.so
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD curl -fsS http://127.0.0.1:8080/health/ready || exit 1
ENTRYPOINT ["dotnet", "Commerce.Web.dll"]
