"""The shaders, and the model of light that they share.

Light is linear and comes in three parts: `sky`, the lamps' light from all over the ceiling and
back from the floor; `key`, the lamps' light with a direction, which casts shadows; and `fixed`,
what does not hang on the lamps (daylight, screens, the camera's own infrared). For what never
moves the parts are kept as pictures, so that a frame only weighs and adds them.
"""

from eval.sim.drawing.light import MOST_PANES

# Names of materials as in `mesh.Material`.
_COMMON = f"""
uniform vec3 eye;
uniform vec3 key_direction;
uniform int panes;
uniform vec4 pane_at[{MOST_PANES}];      // place, area
uniform vec3 pane_towards[{MOST_PANES}];
uniform float daylight;
uniform float bounced;                   // daylight from all over the room
uniform float infrared;

const int CARPET = 1, CEILING = 2, GLOW = 3, LAMP = 4, WINDOW = 5;
const vec3 KEY_COLOUR = vec3(0.66, 0.64, 0.60);
const vec3 FROM_SKY = vec3(0.56, 0.58, 0.61), FROM_FLOOR = vec3(0.27, 0.26, 0.25);

float noise(vec2 p) {{
    return fract(sin(dot(floor(p), vec2(12.9898, 78.233))) * 43758.5453);
}}

vec3 daylight_at(vec3 p, vec3 n) {{
    float sum = 0.0;
    for (int i = 0; i < panes; i++) {{
        vec3 way = pane_at[i].xyz - p;
        float square = dot(way, way);
        way *= inversesqrt(square);
        float towards = max(dot(n, way) * 0.8 + 0.2, 0.0);
        sum += pane_at[i].w * towards * max(-dot(way, pane_towards[i]), 0.0)
             / (3.14 * square + 2.0 * pane_at[i].w);
    }}
    return vec3(0.94, 0.99, 1.06) * daylight * (1.9 * sum + bounced);
}}

float infrared_at(vec3 p, vec3 n) {{
    vec3 way = eye - p;
    return infrared * 14.0 * max(dot(n, normalize(way)), 0.0) / (14.0 + dot(way, way));
}}

vec3 shown(vec3 light) {{          // the display's curve, with a soft shoulder
    light = light / (1.0 + 0.15 * light);
    vec3 root = sqrt(light);                 // nearly the power of 1 / 2.2, and far cheaper
    return root * (1.138 - 0.138 * root);
}}
"""

# -- what never moves ----------------------------------------------------------------------------

STILL = """#version 330
in vec3 in_position;
in vec3 in_normal;
in vec4 in_colour;
uniform mat4 camera;
out vec3 position;
out vec3 normal;
out vec3 colour;
flat out int material;
void main() {
    position = in_position;
    normal = in_normal;
    colour = in_colour.rgb;
    material = int(in_colour.a * 255.0 + 0.5);
    gl_Position = camera * vec4(position, 1.0);
}
"""

# One of the drawings whose mean is the plate: one direction of the sky, one of the key light.
PARTS = f"""#version 330
in vec3 position;
in vec3 normal;
in vec3 colour;
flat in int material;
uniform mat4 sky_space;
uniform mat4 key_space;
uniform vec3 sky_direction;
uniform sampler2DShadow sky_shadow;
uniform sampler2DShadow key_shadow;
layout(location = 0) out vec4 sky;
layout(location = 1) out vec4 key;
layout(location = 2) out vec4 fixed_part;
{_COMMON}
vec3 surface() {{
    vec3 c = colour;
    if (material == CARPET) {{             // tiles of half a metre
        vec2 tile = floor(position.xz / 0.5);
        c *= 0.95 + 0.08 * noise(tile) + 0.10 * (noise(position.xz * 40.0) - 0.5);
        vec2 edge = abs(fract(position.xz / 0.5) - 0.5);
        c *= max(edge.x, edge.y) > 0.485 ? 0.9 : 1.0;
    }} else if (material == CEILING) {{    // panels of 60 cm
        vec2 edge = abs(fract(position.xz / 0.6) - 0.5);
        c *= max(edge.x, edge.y) > 0.48 ? 0.75 : 1.0;
    }}
    return pow(c, vec3(2.2));
}}

float lit(sampler2DShadow map, mat4 space, vec3 towards, vec3 n) {{
    // Half way along the normal out of its own shadow, half way towards the light.
    vec3 at = (space * vec4(position + 0.012 * n + 0.012 * towards, 1.0)).xyz * 0.5 + 0.5;
    return texture(map, at);
}}

void main() {{
    vec3 albedo = surface();
    sky = key = fixed_part = vec4(0.0, 0.0, 0.0, 1.0);
    if (material == GLOW) {{ fixed_part.rgb = albedo; return; }}
    if (material == LAMP) {{ sky.rgb = albedo * 1.3; return; }}
    if (material == WINDOW) {{ fixed_part.rgb = albedo * max(daylight, 0.015); return; }}
    vec3 to_eye = normalize(eye - position);
    vec3 n = normalize(normal);
    if (dot(n, to_eye) < 0.0) n = -n;
    float open = lit(sky_shadow, sky_space, sky_direction, n);
    float from_sky = 2.0 * open * max(dot(n, sky_direction), 0.0);
    float from_floor = (0.5 - 0.5 * n.y) * 0.28 + 0.30 * open;
    vec3 diffuse = FROM_SKY * 0.62 * from_sky + FROM_FLOOR * (0.55 + from_floor);
    diffuse += 0.14 * max(dot(n, to_eye), 0.0) * (0.4 + 0.6 * open);
    sky.rgb = albedo * diffuse;
    float facing = max(dot(n, key_direction), 0.0);
    if (facing > 0.0) facing *= lit(key_shadow, key_space, key_direction, n);
    key.rgb = albedo * KEY_COLOUR * facing;
    fixed_part.rgb = albedo * (daylight_at(position, n) * (0.35 + 0.65 * open)
                               + infrared_at(position, n));
}}
"""

# For each pixel: where it lies in the key light's space, and its distance along the axis.
SURVEYED = """#version 330
in vec3 position;
uniform mat4 key_space;
out vec4 pixel;
void main() {
    pixel = vec4((key_space * vec4(position, 1.0)).xyz * 0.5 + 0.5, 1.0 / gl_FragCoord.w);
}
"""

DEPTH_ONLY = """#version 330
void main() {}
"""

# -- what moves ----------------------------------------------------------------------------------

# Bones are rows of (3, 4) matrices in a texture, those of one figure or thing from `first` on.
BONES_A_ROW = 64

_PLACED = """#version 330
in vec3 in_position;
in vec3 in_normal;
in vec4 in_colour;
in ivec4 in_bones;
in vec4 in_weights;
uniform mat4 camera;
uniform sampler2D bones;
uniform int first;
void place(out vec3 position, out vec3 normal) {
    vec4 x = vec4(0.0), y = vec4(0.0), z = vec4(0.0);
    for (int i = 0; i < 4; i++) {
        int bone = first + in_bones[i];
        ivec2 at = ivec2(bone % 64 * 3, bone / 64);
        x += in_weights[i] * texelFetch(bones, at, 0);
        y += in_weights[i] * texelFetch(bones, at + ivec2(1, 0), 0);
        z += in_weights[i] * texelFetch(bones, at + ivec2(2, 0), 0);
    }
    vec4 p = vec4(in_position, 1.0);
    position = vec3(dot(x, p), dot(y, p), dot(z, p));
    normal = vec3(dot(x.xyz, in_normal), dot(y.xyz, in_normal), dot(z.xyz, in_normal));
    gl_Position = camera * vec4(position, 1.0);
}
"""

MOVING = f"""{_PLACED}
void main() {{
    vec3 position, normal;
    place(position, normal);
}}
"""

# Light is worked out at the corners of the triangles, which are a few pixels wide: without a GPU,
# every number that is handed on to the pixels costs more than working it out.
MOVING_LIT = f"""{_PLACED}{_COMMON}
uniform mat4 key_space;
uniform sampler2DShadow still_shadow;
uniform sampler2DShadow shadow;
uniform vec3 lamps;
out vec3 colour;
void main() {{
    vec3 position, normal;
    place(position, normal);
    vec3 albedo = in_colour.rgb * in_colour.rgb * (0.78 + 0.22 * in_colour.rgb);
    if (int(in_colour.a * 255.0 + 0.5) == GLOW) {{ colour = shown(albedo); return; }}
    vec3 n = normalize(normal);
    vec3 off = position + 0.02 * n;
    vec3 at = (key_space * vec4(off + 0.02 * key_direction, 1.0)).xyz * 0.5 + 0.5;
    // Shadows are cast by coarser shapes than are drawn: only what is well above casts one.
    vec3 above = (key_space * vec4(off + 0.05 * key_direction, 1.0)).xyz * 0.5 + 0.5;
    float lit = texture(still_shadow, at) * texture(shadow, above);
    float open = mix(0.60, 1.0, smoothstep(0.0, 0.9, position.y)) * (0.70 + 0.30 * lit);
    vec3 diffuse = mix(FROM_FLOOR * 1.05, FROM_SKY, 0.5 + 0.5 * n.y);
    diffuse += 0.14 * max(dot(n, normalize(eye - position)), 0.0);
    vec3 light = lamps * (diffuse * open + KEY_COLOUR * max(dot(n, key_direction), 0.0) * lit);
    light += daylight_at(position, n) * (0.4 + 0.6 * open) + infrared_at(position, n);
    colour = shown(albedo * light);
}}
"""

SHADED = """#version 330
in vec3 colour;
out vec4 pixel;
void main() { pixel = vec4(colour, 1.0); }
"""

MARKED = """#version 330
uniform float mark;
uniform sampler2D survey;
layout(location = 0) out vec2 pixel;     // which, and how far
void main() {
    float far = 1.0 / gl_FragCoord.w;
    if (far > texelFetch(survey, ivec2(gl_FragCoord.xy), 0).w) discard;
    pixel = vec2(mark, far);
}
"""

COVERED = """#version 330
out float pixel;
void main() { pixel = 1.0; }
"""

# -- whole pictures ------------------------------------------------------------------------------

WHOLE_SCREEN = """#version 330
out vec2 at;
void main() {
    at = vec2(gl_VertexID == 1 ? 2.0 : 0.0, gl_VertexID == 2 ? 2.0 : 0.0);
    gl_Position = vec4(at * 2.0 - 1.0, 0.0, 1.0);
}
"""

# The parts of what never moves, weighed, shaded by what moves, and under it.
JOINED = f"""#version 330
in vec2 at;
uniform sampler2D sky;
uniform sampler2D key;
uniform sampler2D fixed_part;
uniform sampler2D survey;
uniform sampler2D layer;
uniform sampler2DShadow shadow;
uniform float texel;
uniform vec3 lamps;
out vec3 pixel;
{_COMMON}
float share_lit(vec3 at) {{                   // each tap is the mean of four texels
    float lit = 0.0;
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            lit += texture(shadow, vec3(at.xy + (vec2(i, j) - 0.5) * texel * 2.0, at.z));
    return 0.25 * lit;
}}
void main() {{
    vec4 over = texture(layer, at);            // the mean of the four samples of a pixel
    float lit = share_lit(texture(survey, at).xyz);
    vec3 light = lamps * (texture(sky, at).rgb * (0.62 + 0.38 * lit) + texture(key, at).rgb * lit)
               + texture(fixed_part, at).rgb;
    pixel = shown(light) * (1.0 - over.a) + over.rgb;
}}
"""
