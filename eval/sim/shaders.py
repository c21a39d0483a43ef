"""The shaders: one vertex stage for furniture and for skinned people, and what fills pixels.

Light comes from the ceiling: a key light whose shadow map is read with a wide, soft kernel, a sky
and floor ambient term, and darkening near the floor, which lies in the shade of desks.
"""

MAX_BONES = 32

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
flat out float material;
{_PLACE_SKINNED if skinned else _PLACE_STATIC}
void main() {{
    place(position, normal);
    colour = in_colour;
    material = in_material;
    vec4 lit = light * vec4(position, 1.0);
    in_light = lit.xyz * 0.5 + 0.5;
    gl_Position = camera * vec4(position, 1.0);
}}
"""


SHADED = """#version 330
in vec3 position;
in vec3 normal;
in vec3 colour;
in vec3 in_light;
flat in float material;
uniform sampler2DShadow shadow;
uniform vec3 eye;
uniform vec3 key_direction;
uniform float texel;
out vec4 pixel;

float noise(vec2 p) {
    return fract(sin(dot(floor(p), vec2(12.9898, 78.233))) * 43758.5453);
}

vec3 surface() {
    vec3 c = colour;
    if (material > 0.5 && material < 1.5) {         // carpet tiles of half a metre
        vec2 tile = floor(position.xz / 0.5);
        c *= 0.95 + 0.08 * noise(tile) + 0.10 * (noise(position.xz * 40.0) - 0.5);
        vec2 edge = abs(fract(position.xz / 0.5) - 0.5);
        c *= max(edge.x, edge.y) > 0.485 ? 0.9 : 1.0;
    } else if (material > 1.5 && material < 2.5) {  // ceiling panels of 60 cm with lamps
        vec2 edge = abs(fract(position.xz / 0.6) - 0.5);
        c *= max(edge.x, edge.y) > 0.48 ? 0.75 : 1.0;
    }
    return pow(c, vec3(2.2));
}

void main() {
    vec3 albedo = surface();
    if (material > 2.5) { pixel = vec4(pow(albedo, vec3(1.0 / 2.2)), 1.0); return; }
    vec3 to_eye = normalize(eye - position);
    vec3 n = normalize(normal);
    if (dot(n, to_eye) < 0.0) n = -n;
    vec2 at = in_light.xy;
    float lit = 0.0;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            lit += texture(shadow, vec3(at + (vec2(i, j) - 1.0) * texel * 3.0,
                                        in_light.z - 0.0025));
    lit /= 9.0;
    float facing = max(dot(n, key_direction), 0.0);
    float open = mix(0.62, 1.0, smoothstep(0.0, 0.9, position.y)) * (0.72 + 0.28 * lit);
    vec3 ambient = mix(vec3(0.30, 0.29, 0.28), vec3(0.56, 0.58, 0.61), 0.5 + 0.5 * n.y) * open;
    float fill = 0.20 * max(dot(n, normalize(to_eye + vec3(0.0, 0.35, 0.0))), 0.0) * open;
    float shine = 0.05 * pow(max(dot(n, normalize(key_direction + to_eye)), 0.0), 20.0) * lit;
    vec3 light_sum = ambient + fill + vec3(0.66, 0.64, 0.60) * facing * lit;
    vec3 c = albedo * light_sum + shine;
    c = c / (1.0 + 0.15 * c);
    pixel = vec4(pow(c, vec3(1.0 / 2.2)), 1.0);
}
"""

MARKED = """#version 330
uniform vec4 mark;
out vec4 pixel;
void main() { pixel = mark; }
"""

DEPTH_ONLY = """#version 330
void main() {}
"""
