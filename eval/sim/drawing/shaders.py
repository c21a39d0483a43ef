"""The shaders. What never moves is drawn once per camera, with and without the key light; each
frame then joins the two by the shadows of what moves, and draws what moves on top.

Light comes from the ceiling: a key light whose shadow maps are read with a wide, soft kernel, a
sky and floor ambient term, and darkening near the floor, which lies in the shade of desks.
"""

MAX_BONES = 40

_PLACE_STATIC = """
void place(out vec3 p, out vec3 n) {
    p = mat3(turn) * in_position + turn[3].xyz;
    n = mat3(turn) * in_normal;
}
"""

_PLACE_SKINNED = f"""
in vec4 in_bones;
in vec4 in_weights;
uniform mat4 bones[{MAX_BONES}];
void place(out vec3 p, out vec3 n) {{
    mat4 m = in_weights.x * bones[int(in_bones.x)] + in_weights.y * bones[int(in_bones.y)]
           + in_weights.z * bones[int(in_bones.z)] + in_weights.w * bones[int(in_bones.w)];
    p = (m * vec4(in_position, 1.0)).xyz;
    n = mat3(m) * in_normal;
}}
"""


def vertex_shader(skinned: bool) -> str:
    """Places a vertex in the room and on the screen."""
    return f"""#version 330
in vec3 in_position;
in vec3 in_normal;
in vec3 in_colour;
in float in_material;
uniform mat4 camera;
uniform mat4 light;
uniform mat4 turn;
out vec3 position;
out vec3 normal;
out vec3 colour;
out vec3 in_light;
out float far;
flat out float material;
{_PLACE_SKINNED if skinned else _PLACE_STATIC}
void main() {{
    place(position, normal);
    colour = in_colour;
    material = in_material;
    vec4 lit = light * vec4(position, 1.0);
    in_light = lit.xyz * 0.5 + 0.5;
    gl_Position = camera * vec4(position, 1.0);
    far = gl_Position.w;
}}
"""


_SHADE = """
float lit_share(sampler2DShadow map, vec3 at, float step) {
    float lit = 0.0;  // four taps, each of which the filter makes four texels
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            lit += texture(map, vec3(at.xy + (vec2(i, j) - 0.5) * step, at.z - 0.0025));
    return lit / 4.0;
}
"""

SHADED = f"""#version 330
in vec3 position;
in vec3 normal;
in vec3 colour;
in vec3 in_light;
flat in float material;
uniform sampler2DShadow still_shadow;
uniform sampler2DShadow shadow;
uniform vec3 eye;
uniform vec3 key_direction;
uniform vec3 strength;
uniform float texel;
uniform float key;
out vec4 pixel;
{_SHADE}
float noise(vec2 p) {{
    return fract(sin(dot(floor(p), vec2(12.9898, 78.233))) * 43758.5453);
}}

vec3 surface() {{
    vec3 c = colour;
    if (material > 0.5 && material < 1.5) {{         // carpet tiles of half a metre
        vec2 tile = floor(position.xz / 0.5);
        c *= 0.95 + 0.08 * noise(tile) + 0.10 * (noise(position.xz * 40.0) - 0.5);
        vec2 edge = abs(fract(position.xz / 0.5) - 0.5);
        c *= max(edge.x, edge.y) > 0.485 ? 0.9 : 1.0;
    }} else if (material > 1.5 && material < 2.5) {{  // ceiling panels of 60 cm with lamps
        vec2 edge = abs(fract(position.xz / 0.6) - 0.5);
        c *= max(edge.x, edge.y) > 0.48 ? 0.75 : 1.0;
    }}
    return pow(c, vec3(2.2));
}}

void main() {{
    vec3 albedo = surface();
    // What glows keeps its brightness when the lamps are dimmed; alpha tells the joining pass.
    if (material > 2.5) {{ pixel = vec4(pow(albedo, vec3(1.0 / 2.2)), 0.0); return; }}
    vec3 to_eye = normalize(eye - position);
    vec3 n = normalize(normal);
    if (dot(n, to_eye) < 0.0) n = -n;
    float lit = key;
    if (key > 0.0) lit *= lit_share(still_shadow, in_light, texel * 3.0);
    if (key > 1.5) lit = 0.5 * lit * lit_share(shadow, in_light, texel * 3.0);
    float facing = max(dot(n, key_direction), 0.0);
    float open = mix(0.62, 1.0, smoothstep(0.0, 0.9, position.y)) * (0.72 + 0.28 * lit);
    vec3 ambient = mix(vec3(0.30, 0.29, 0.28), vec3(0.56, 0.58, 0.61), 0.5 + 0.5 * n.y) * open;
    float fill = 0.20 * max(dot(n, normalize(to_eye + vec3(0.0, 0.35, 0.0))), 0.0) * open;
    float shine = 0.05 * pow(max(dot(n, normalize(key_direction + to_eye)), 0.0), 20.0) * lit;
    vec3 light_sum = ambient + fill + vec3(0.66, 0.64, 0.60) * facing * lit;
    vec3 c = (albedo * light_sum + shine) * strength;
    c = c / (1.0 + 0.15 * c);
    pixel = vec4(pow(c, vec3(1.0 / 2.2)), 1.0);
}}
"""

# For each pixel: where it lies in the light's clip space, and its distance along the axis.
SURVEYED = """#version 330
in vec3 in_light;
in float far;
out vec4 pixel;
void main() { pixel = vec4(in_light, far); }
"""

MARKED = """#version 330
in float far;
uniform vec4 mark;
layout(location = 0) out vec4 pixel;
layout(location = 1) out float distance_m;
void main() { pixel = mark; distance_m = far; }
"""

DEPTH_ONLY = """#version 330
void main() {}
"""

WHOLE_SCREEN = """#version 330
out vec2 at;
void main() {
    at = vec2(gl_VertexID == 1 ? 2.0 : 0.0, gl_VertexID == 2 ? 2.0 : 0.0);
    gl_Position = vec4(at * 2.0 - 1.0, 0.0, 1.0);
}
"""

JOINED = f"""#version 330
in vec2 at;
uniform sampler2D with_key;
uniform sampler2D without_key;
uniform sampler2D survey;
uniform sampler2D depths;
uniform sampler2DShadow shadow;
uniform vec3 strength;
uniform float texel;
out vec4 pixel;
{_SHADE}
void main() {{
    vec4 bright = texture(with_key, at), dark = texture(without_key, at);
    float lit = lit_share(shadow, texture(survey, at).xyz, texel * 3.0);
    vec3 c = pow(mix(dark.rgb, bright.rgb, lit), vec3(2.2));
    c = mix(c, c * strength, bright.a);
    pixel = vec4(pow(c, vec3(1.0 / 2.2)), 1.0);
    gl_FragDepth = texture(depths, at).r;
}}
"""

# Edges of what moves are blended along their own way: cheaper by far, without a GPU, than
# several samples in each pixel.
SMOOTHED = """#version 330
in vec2 at;
uniform sampler2D sharp;
uniform vec2 step_px;
out vec4 pixel;
float luma(vec2 offset) {
    return dot(texture(sharp, at + offset * step_px).rgb, vec3(0.299, 0.587, 0.114));
}
void main() {
    vec4 here = texture(sharp, at);
    float left = luma(vec2(-1, 0)), right = luma(vec2(1, 0));
    float up = luma(vec2(0, 1)), down = luma(vec2(0, -1));
    vec2 gradient = vec2(right - left, up - down);
    float contrast = max(max(left, right), max(up, down)) - min(min(left, right), min(up, down));
    if (contrast < 0.08) { pixel = here; return; }
    vec2 along = vec2(-gradient.y, gradient.x);
    along = along / max(max(abs(along.x), abs(along.y)), 1e-4) * step_px;
    vec4 sides = texture(sharp, at + along) + texture(sharp, at - along);
    pixel = 0.5 * here + 0.25 * sides;
}
"""

BACKED = """#version 330
in vec2 at;
uniform sampler2D survey;
uniform sampler2D depths;
layout(location = 0) out vec4 pixel;
layout(location = 1) out float distance_m;
void main() {
    pixel = vec4(0.0);
    distance_m = texture(survey, at).w;
    gl_FragDepth = texture(depths, at).r;
}
"""
